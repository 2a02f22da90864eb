package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Outcome;
import java.io.Closeable;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Captures when an {@link OutOfMemoryError} ends a thread, once, before anybody else hears of it: whoever does may end the
 * process. It is the default handler of uncaught exceptions while it is installed, and calls the one that was there
 * before; without one it prints what the JVM prints. It keeps a reserve of half a mebibyte and lets it go first.
 *
 * <p>Not noticed: errors that somebody catches, as most pools do with the work that is submitted to them; those of threads
 * and thread groups with a handler of their own; and any with {@code -XX:+ExitOnOutOfMemoryError}, {@code
 * -XX:+CrashOnOutOfMemoryError} or {@code -XX:OnOutOfMemoryError} with a command that ends the process: the JVM then ends
 * where the error is made, and no Java code runs any more. Thread-safe.
 */
public final class OutOfMemoryHook implements UncaughtExceptionHandler, Closeable {

    private static final String KIND = "out-of-memory";
    private static final String HEADLINE = "%s has ended by an OutOfMemoryError";
    private static final int RESERVE = 512 * 1024;
    private static final int CAUSES = 8;

    private final CaptureRequests requests;
    private final ToLongFunction<Thread> ids;
    private final @Nullable UncaughtExceptionHandler before;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean closed;

    @SuppressWarnings("UnusedVariable") // it is there to be let go
    private volatile byte @Nullable [] reserve = new byte[RESERVE];

    private OutOfMemoryHook(
            CaptureRequests requests, ToLongFunction<Thread> ids, @Nullable UncaughtExceptionHandler before) {
        this.requests = requests;
        this.ids = ids;
        this.before = before;
    }

    /**
     * Becomes the default handler of uncaught exceptions of this JVM.
     *
     * @param ids the id of a thread, e.g. {@code jdk::threadId}
     */
    public static OutOfMemoryHook install(CaptureRequests requests, ToLongFunction<Thread> ids) {
        OutOfMemoryHook hook = new OutOfMemoryHook(requests, ids, Thread.getDefaultUncaughtExceptionHandler());
        reason("", 0, ""); // loads what is needed while there is memory for it
        Thread.setDefaultUncaughtExceptionHandler(hook);
        return hook;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable exception) {
        if (isOutOfMemory(exception) && !isOurs(thread) && open.compareAndSet(true, false)) {
            reserve = null;
            try {
                CaptureReport report = requests.request(
                        reason(thread.getName(), ids.applyAsLong(thread), String.valueOf(exception.getMessage())));
                if (Outcome.refusal(report) != null && !closed) {
                    open.set(true); // for the next one
                }
            } catch (RuntimeException | Error e) {
                failures.incrementAndGet(); // there is no memory to say more; what was there before must hear of it
            }
        }
        UncaughtExceptionHandler next = before;
        if (next != null) {
            next.uncaughtException(thread, exception);
        } else if (!exception.getClass().getName().equals("java.lang.ThreadDeath")) {
            // As ThreadGroup does where there is no default handler.
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            exception.printStackTrace(System.err);
        }
    }

    private static CaptureReason reason(String name, long id, String message) {
        Headline headline = Headline.of(HEADLINE, Words.bounded(name));
        return new CaptureReason(KIND, headline.text() + ": " + Words.bounded(message), new Suspect(id, headline));
    }

    /** One of the reporter's own says nothing of the application, and could not be captured. */
    private static boolean isOurs(Thread thread) {
        return OwnThreadNames.isOwn(thread.getName());
    }

    private static boolean isOutOfMemory(Throwable exception) {
        Throwable cause = exception;
        for (int i = 0; cause != null && i < CAUSES; i++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** How many captures failed, mostly for lack of memory. */
    public int failures() {
        return failures.get();
    }

    /**
     * Captures no more. The handler that was there before is the default again, unless another one has been set since:
     * that one may call this one, which then only hands on.
     */
    @Override
    public void close() {
        closed = true;
        open.set(false);
        reserve = null;
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
