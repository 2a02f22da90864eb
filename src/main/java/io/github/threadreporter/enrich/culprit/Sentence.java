package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.Activity;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grows a headline, template and parameters together. Not thread-safe. */
final class Sentence {

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    private final StringBuilder template = new StringBuilder();
    private final List<String> params = new ArrayList<>();

    /** Fixed words, which group; {@code %s} in them takes the parameters in turn. */
    Sentence add(String words, Object... parameters) {
        template.append(words);
        for (Object parameter : parameters) {
            params.add(String.valueOf(parameter));
        }
        return this;
    }

    /** {@code 3 threads}, {@code 1 thread}, {@code 3 threads and 12 tasks}. */
    Sentence count(int threads, int tasks) {
        if (threads > 0 || tasks == 0) {
            add(threads == 1 ? "%s thread" : "%s threads", threads);
        }
        if (tasks > 0) {
            add(threads > 0 ? " and " : "").add(tasks == 1 ? "%s task" : "%s tasks", tasks);
        }
        return this;
    }

    /** {@code  up to 41 s}, or nothing where no time is known. */
    Sentence upTo(@Nullable Duration longest) {
        return longest == null ? this : add(" up to %s", text(longest));
    }

    /** {@code  at Stock.reserve(Stock.java:88)}. */
    Sentence place(CapturedThread thread) {
        Frame frame = thread.stack().interesting();
        return add(" at %s", frame == null ? "an unknown place" : frame.shortText());
    }

    /** {@code  at Stock.reserve(Stock.java:88), which reads from a socket}. */
    Sentence placeAndActivity(CapturedThread thread) {
        return place(thread).activity(thread);
    }

    /** {@code , which reads from a socket}. */
    Sentence activity(CapturedThread thread) {
        return add(", which %s", Activity.of(thread).words());
    }

    Headline headline() {
        return new Headline(template.toString(), params);
    }

    /** The name of a thread or task. */
    static String name(WaitsFor graph, int node) {
        return graph.isThread(node)
                ? graph.thread(node).displayName()
                : graph.task(node).name();
    }

    /** In the largest unit that leaves two digits or more. */
    static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 2) {
            return Math.max(0, time.toMillis()) + " ms";
        }
        return seconds < 2 * MINUTE
                ? seconds + " s"
                : seconds < 2 * HOUR ? seconds / MINUTE + " min" : seconds / HOUR + " h";
    }
}
