package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Looks at virtual threads that stand still for good, each in one of the ways of waiting, while another thread keeps
 * the collector busy.
 */
final class LiveUnmountedProbe {

    private static final int LEVELS = 7;
    private static final int MANY = 1_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private static volatile Object garbage = "";

    private final Jdk jdk = Jdk.probe();
    private final LiveFrames frames = jdk.liveFrames().orElseThrow();
    private final LiveAudit audit = new LiveAudit();
    private final Object taken = new Object();
    private final Object waitedFor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedBlockingQueue<String> empty = new LinkedBlockingQueue<>();
    private final MethodHandle start;

    private LiveUnmountedProbe() throws Access.Unavailable {
        start = Access.method(Thread.class, "startVirtualThread", Runnable.class);
    }

    public static void main(String[] arguments) throws Exception {
        LiveUnmountedProbe probe = new LiveUnmountedProbe();
        LiveProbe.warmUp(Integer.parseInt(arguments[0]));
        probe.run(Integer.parseInt(arguments[1]));
        probe.audit.print();
    }

    private void run(int count) throws InterruptedException {
        Thread litter = new Thread(LiveUnmountedProbe::litter, "litter");
        litter.setDaemon(true);
        litter.start();
        Thread ended = virtual(() -> {});
        ended.join();
        lock.lock();
        synchronized (taken) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                threads.add(virtual(() -> LiveProbe.sink +=
                        LiveProbe.deep(levels(number), seed(number) + levels(number), waiting(number), null)));
            }
            for (int i = 0; i < count; i++) {
                audit.check(whenUnmounted(threads.get(i)), seed(i), levels(i) + 1);
            }
            System.gc();
            for (int i = 0; i < count; i++) {
                audit.check(whenUnmounted(threads.get(i)), seed(i), levels(i) + 1);
                checkElements(threads.get(i));
                checkLimit(threads.get(i));
            }
        }
        if (frames.ofUnmounted(ended, MANY) != null || frames.ofUnmounted(Thread.currentThread(), MANY) != null) {
            throw new AssertionError("frames of a thread that has none or is a platform thread");
        }
        checkMounted();
    }

    private static int levels(int number) {
        return number % LEVELS;
    }

    private static long seed(int number) {
        return number * 1_000L;
    }

    private Thread virtual(Runnable task) {
        return (Thread) Handles.required(Handles.call(start, task));
    }

    private List<LiveFrame> whenUnmounted(Thread thread) {
        List<LiveFrame> found = null;
        while (found == null) {
            found = isWaiting(thread) ? frames.ofUnmounted(thread, MANY) : null;
            if (found == null) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return found;
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    private LongConsumer waiting(int number) {
        return switch (number % 6) {
            case 0 -> seed -> LockSupport.park();
            case 1 -> seed -> LockSupport.parkNanos(Long.MAX_VALUE);
            case 2 -> seed -> lock.lock();
            case 3 ->
                seed -> {
                    synchronized (taken) {
                        LiveProbe.sink++;
                    }
                };
            case 4 -> seed -> waitForEver();
            default -> seed -> takeFromEmpty();
        };
    }

    private void waitForEver() {
        synchronized (waitedFor) {
            try {
                waitedFor.wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void takeFromEmpty() {
        try {
            LiveProbe.sink += empty.take().length();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void checkElements(Thread thread) {
        StackTraceElement[] stack;
        List<StackTraceElement> elements;
        do { // those that wait for a lock before they wait for good may go on
            stack = thread.getStackTrace();
            elements = whenUnmounted(thread).stream().map(LiveFrame::element).toList();
        } while (!Arrays.equals(stack, thread.getStackTrace()));
        if (!elements.equals(List.of(stack))) {
            throw new AssertionError(elements + " instead of " + List.of(stack));
        }
    }

    private void checkLimit(Thread thread) {
        List<LiveFrame> found = frames.ofUnmounted(thread, 2);
        while (found == null) { // it has just gone on to where it waits for good
            found = frames.ofUnmounted(thread, 2);
        }
        if (found.size() != 2) {
            throw new AssertionError(found);
        }
    }

    private void checkMounted() throws InterruptedException {
        Object[] seen = {"not looked"};
        virtual(() -> seen[0] = frames.ofUnmounted(Thread.currentThread(), MANY))
                .join();
        if (seen[0] != null) {
            throw new AssertionError("frames of a mounted thread");
        }
    }

    private static void litter() {
        for (int size = 1; ; size = size % 4_000 + 7) {
            garbage = new long[size];
        }
    }
}
