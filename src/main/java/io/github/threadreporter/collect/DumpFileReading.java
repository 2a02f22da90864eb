package io.github.threadreporter.collect;

import io.github.threadreporter.internal.Jdk.Ability;
import io.github.threadreporter.model.Missing;
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

    private static final String THREAD = Gathering.OWN_THREADS + "dump";

    private final FutureTask<Gathering> reading;

    private DumpFileReading(Gathering beside) {
        reading = new FutureTask<>(() -> new DumpFileThreads().gather(beside), beside);
    }

    static void begin(Gathering into) {
        DumpFileReading begun = new DumpFileReading(into.beside());
        Thread thread = new Thread(null, begun.reading, THREAD, 0, false); // inherits no thread-locals
        thread.setDaemon(true);
        thread.setContextClassLoader(DumpFileReading.class.getClassLoader());
        thread.start();
        into.later(0, () -> begun.addTo(into));
    }

    private void addTo(Gathering into) {
        try {
            into.add(reading.get(into.limits.collectMillis(), TimeUnit.MILLISECONDS));
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
