package io.github.threadreporter.trigger.condition;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Executors that the application wants watched for exhaustion, since nobody can find them by themselves. They are held
 * weakly. Thread-safe.
 */
public final class Pools {

    /** So many executors and so many names are kept; further ones are not watched. */
    public static final int MOST = 1000;

    private static final ConcurrentLinkedQueue<Registered> EXECUTORS = new ConcurrentLinkedQueue<>();
    private static final Map<String, LongAdder> REJECTIONS = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** @param number tells those of one name apart */
    record Registered(String name, int number, WeakReference<ThreadPoolExecutor> executor) {}

    private Pools() {}

    /**
     * Watches an executor, until it is collected. An executor that is busy, whose queue does not shrink and that either
     * completes nothing or falls further and further behind is exhausted. Of queues other than {@code
     * LinkedBlockingQueue}, {@code LinkedBlockingDeque}, {@code LinkedTransferQueue}, {@code ArrayBlockingQueue} and
     * {@code SynchronousQueue} the length is not asked, since that could call code of the application, and of a {@code
     * ScheduledThreadPoolExecutor} it tells nothing: of these, only {@linkplain #counting rejections} are noticed.
     *
     * @param name what it is called in events
     * @return whether it is watched: there were less than {@value #MOST} others
     */
    public static boolean register(String name, ThreadPoolExecutor executor) {
        EXECUTORS.removeIf(known -> known.executor().get() == null);
        if (EXECUTORS.size() >= MOST) {
            return false;
        }
        return EXECUTORS.add(new Registered(name, NEXT.getAndIncrement(), new WeakReference<>(executor)));
    }

    /**
     * A handler that does the same as another, and counts what an executor rejects.
     *
     * @param name what the executor is called in events
     * @param handler what to do with rejected work, e.g. {@code new ThreadPoolExecutor.AbortPolicy()}
     */
    public static RejectedExecutionHandler counting(String name, RejectedExecutionHandler handler) {
        LongAdder count = REJECTIONS.size() < MOST
                ? REJECTIONS.computeIfAbsent(name, unseen -> new LongAdder())
                : REJECTIONS.getOrDefault(name, new LongAdder());
        return (work, executor) -> {
            count.increment();
            handler.rejectedExecution(work, executor);
        };
    }

    static List<Registered> executors() {
        List<Registered> alive = new ArrayList<>();
        for (Iterator<Registered> all = EXECUTORS.iterator(); all.hasNext(); ) {
            Registered registered = all.next();
            if (registered.executor().get() == null) {
                all.remove();
            } else {
                alive.add(registered);
            }
        }
        return alive;
    }

    /** How much was rejected so far, by name. */
    static Map<String, Long> rejections() {
        Map<String, Long> rejections = new ConcurrentHashMap<>();
        REJECTIONS.forEach((name, count) -> rejections.put(name, count.sum()));
        return rejections;
    }
}
