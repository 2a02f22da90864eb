package io.github.threadreporter.internal;

import io.github.threadreporter.internal.jvmti.Jvmti;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Suspends threads, one at a time, while they are looked at.
 *
 * <p>A suspended thread may hold what the one that looks turns out to need: in a JNI critical region it keeps some garbage
 * collectors from collecting, for which an allocation of ours would wait for ever. So a thread of this class lets go what
 * is held for too long; it neither allocates nor waits for a lock. To be used and closed by one thread.
 */
final class Holding implements AutoCloseable {

    private static final int THREAD_SUSPENDED = 14;
    private static final int THREAD_NOT_ALIVE = 15;
    private static final long TOO_LONG = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

    /** Made before its thread is suspended. */
    private record Held(Thread thread, long since) {}

    private final Jvmti jvmti;
    private final AtomicReference<@Nullable Held> current = new AtomicReference<>();
    private final Thread self = Thread.currentThread();
    private final Thread guard;
    private volatile boolean closed;
    private int failures;

    /** @param jvmti that may suspend threads now */
    Holding(Jvmti jvmti) {
        this.jvmti = jvmti;
        this.guard = new Thread(null, this::letGoInTime, "thread-reporter-guard", 0, false);
        guard.setDaemon(true);
        guard.setContextClassLoader(Holding.class.getClassLoader());
        guard.start();
    }

    /** What the function tells of the thread while it is held; null where it has ended or cannot be held. */
    <T> @Nullable T during(Thread thread, Function<Thread, @Nullable T> look) {
        if (thread == self) {
            return look.apply(thread);
        }
        Held held = new Held(thread, System.nanoTime());
        int error = jvmti.suspend(thread);
        if (error == THREAD_SUSPENDED) {
            return look.apply(thread); // somebody else holds it
        }
        if (error != 0) {
            failures += error == THREAD_NOT_ALIVE ? 0 : 1;
            return null;
        }
        current.set(held);
        try {
            return look.apply(thread);
        } finally {
            letGo(held);
        }
    }

    int failures() {
        return failures;
    }

    /** Whoever comes first does it. */
    private void letGo(Held held) {
        if (current.compareAndSet(held, null)) {
            jvmti.resume(held.thread());
        }
    }

    private void letGoInTime() {
        while (!closed) {
            LockSupport.parkNanos(BETWEEN);
            Held held = current.get();
            if (held != null && System.nanoTime() - held.since() > TOO_LONG) {
                letGo(held);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(guard);
    }
}
