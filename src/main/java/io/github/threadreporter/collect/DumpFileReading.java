package io.github.threadreporter.collect;

import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.Jdk.Ability;
import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.model.Missing;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link DumpFileThreads} in a thread of its own. It begins at once, since later is another moment, and is waited
 * for when the look is put into the model: it takes 50 ms with 500 threads and seconds with 100,000.
 */
final class DumpFileReading {

    private static final String THREAD = OwnThreadNames.PREFIX + "dump";

    private final FutureTask<Gathering> reading;
    private final @Nullable Caller caller;

    /** A virtual thread that looks: it goes on meanwhile, and is to be shown where it looked. */
    private record Caller(long id, List<StackTraceElement> stack) {}

    private DumpFileReading(Gathering beside, @Nullable Caller caller) {
        this.reading = new FutureTask<>(() -> new DumpFileThreads().gather(beside), beside);
        this.caller = caller;
    }

    static void begin(Gathering into) {
        DumpFileReading begun = new DumpFileReading(into.beside(), virtualCaller(into.jdk));
        Thread thread = new Thread(null, begun.reading, THREAD, 0, false); // inherits no thread-locals
        thread.setDaemon(true);
        thread.setContextClassLoader(DumpFileReading.class.getClassLoader());
        thread.start();
        into.later(0, () -> begun.addTo(into));
    }

    private static @Nullable Caller virtualCaller(Jdk jdk) {
        Thread thread = Thread.currentThread();
        return jdk.isVirtual(thread)
                ? new Caller(jdk.threadId(thread), List.of(new Throwable().getStackTrace()))
                : null;
    }

    private void addTo(Gathering into) {
        try {
            Gathering read = reading.get(into.limits.collectMillis(), TimeUnit.MILLISECONDS);
            if (caller != null) {
                read.threads.stream()
                        .filter(thread -> thread.id() == caller.id())
                        .forEach(thread ->
                                thread.state(Thread.State.RUNNABLE).stack(into.stacks.complete(caller.stack())));
            }
            into.add(read);
        } catch (TimeoutException e) {
            into.missing.add(new Missing(
                    DumpFileThreads.WHAT,
                    "the JVM's own dump took longer than collectMillis=" + into.limits.collectMillis(),
                    Ability.THREAD_SNAPSHOTS.flag()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            into.missing.add(
                    new Missing(DumpFileThreads.WHAT, "the reporter was closed before they had been read", ""));
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }
}
