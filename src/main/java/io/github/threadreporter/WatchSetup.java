package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.trigger.condition.Sections;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Watching} is put together from.
 *
 * @param settings what is on
 * @param reporters gives the reporter, or null while there is nowhere to send to
 * @param accounting of that reporter, or of all that come after each other
 * @param sections where code tells of what lasts
 * @param threadIds the id of a thread
 * @param inApp whether a class is the application's
 * @param look a look with the wait graph and without variables
 * @param dumpText all threads as text, redacted
 * @param log told, in words, what somebody should know
 */
record WatchSetup(
        Settings settings,
        Supplier<@Nullable ThreadReporter> reporters,
        Accounting accounting,
        Sections sections,
        ToLongFunction<Thread> threadIds,
        Predicate<String> inApp,
        Function<CaptureReason, ThreadDump> look,
        Supplier<String> dumpText,
        Consumer<String> log) {}
