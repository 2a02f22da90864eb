package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.CaptureRequests;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Captures when the shutdown hooks of the JVM have run for longer than a limit, and names the one that it waits for. A hook
 * of its own starts a daemon thread, {@code thread-reporter-shutdown}, and returns, so the shutdown is never longer by
 * it: the JVM ends in the midst of a capture where the other hooks are done. Thread-safe.
 *
 * <p>Not noticed: what keeps a JVM from beginning to shut down, as a thread that is no daemon; and, if the Sentry SDK has
 * been closed by a hook of its own before, nobody hears of it.
 *
 * <p>Overhead: nothing before. Then one stack trace of all threads, and a capture.
 */
public final class SlowShutdown implements Closeable {

    private static final String KIND = "slow-shutdown";

    private final Thread hook;

    private SlowShutdown(Thread hook) {
        this.hook = hook;
    }

    /**
     * Adds the hook.
     *
     * @param after from when on a shutdown is slow
     * @param then called with the report, on the daemon thread, while the JVM may end at any time: to wait for the
     *     delivery
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if the JVM is shutting down
     */
    public static SlowShutdown after(Duration after, CaptureRequests requests, Consumer<CaptureReport> then) {
        Watching watching = new Watching(Words.positive("after", after), requests, then);
        Thread hook = thread(new Starting(watching));
        Runtime.getRuntime().addShutdownHook(hook);
        return new SlowShutdown(hook);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "thread-reporter-shutdown", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(SlowShutdown.class.getClassLoader());
        return thread;
    }

    /** Takes the hook away; once the JVM shuts down, it stays. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM shuts down: the hook has run.
        }
    }

    /** No lambdas: they would be made while an application starts, or ends. */
    private record Starting(Watching watching) implements Runnable {
        @Override
        public void run() {
            thread(watching).start();
        }
    }

    private record Watching(Duration after, CaptureRequests requests, Consumer<CaptureReport> then)
            implements Runnable {
        @Override
        public void run() {
            try {
                TimeUnit.NANOSECONDS.sleep(after.toNanos());
                Thread before = null;
                Thread hook = ShutdownHooks.joined();
                // Ours delivers what is left. When it has just ended, either the JVM does too or the next hook is
                // joined.
                while (isOwn(hook) || (hook == null && isOwn(before))) {
                    TimeUnit.NANOSECONDS.sleep(after.toNanos());
                    before = hook;
                    hook = ShutdownHooks.joined();
                }
                then.accept(requests.request(reason(after, hook)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody does that but to end it
            } catch (RuntimeException e) {
                // The process ends; its own handlers of uncaught exceptions have nothing to do with this.
            }
        }
    }

    private static boolean isOwn(@Nullable Thread hook) {
        return hook != null && OwnThreadNames.isOwn(hook.getName());
    }

    static CaptureReason reason(Duration after, @Nullable Thread hook) {
        if (hook == null) {
            return new CaptureReason(KIND, "the JVM has been shutting down for more than " + Words.text(after));
        }
        String name = Words.bounded(hook.getName());
        Headline headline = Headline.of("%s has kept the JVM from ending for more than %s", name, Words.text(after));
        return new CaptureReason(KIND, headline.text(), new Suspect(ShutdownHooks.id(hook), headline));
    }
}
