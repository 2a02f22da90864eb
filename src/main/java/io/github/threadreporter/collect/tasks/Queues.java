package io.github.threadreporter.collect.tasks;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is in a queue of the JDK, read by its fields: an iterator could be of a subclass, and would take locks. The queue
 * goes on changing meanwhile, so that an item may be seen that is gone, or twice, or not at all. For one look; not
 * thread-safe.
 */
public final class Queues {

    /** Not known, or without a limit. */
    static final long NONE = -1;

    private static final String PACKAGE = "java.util.concurrent.";
    private static final int MOST_STARTS = 3;

    private final LiveObjects objects;

    /** Reads with these. */
    public Queues(LiveObjects objects) {
        this.objects = objects;
    }

    private boolean is(@Nullable Object queue, String simpleName) {
        return objects.isA(queue, PACKAGE + simpleName);
    }

    /** How many items it has; {@value #NONE} where it does not count them. */
    long size(@Nullable Object queue) {
        if (is(queue, "LinkedBlockingQueue")) {
            return objects.number(objects.get(queue, "count"), "value");
        }
        if (is(queue, "LinkedBlockingDeque") || is(queue, "ArrayBlockingQueue")) {
            return objects.number(queue, "count");
        }
        if (is(queue, "DelayQueue")) {
            return objects.number(objects.get(queue, "q"), "size");
        }
        return is(queue, "SynchronousQueue") ? 0 : objects.number(queue, "size");
    }

    /** How many items it can have; {@value #NONE} where there is no limit, or none is known. */
    long capacity(@Nullable Object queue) {
        if (is(queue, "ArrayBlockingQueue")) {
            return objects.get(queue, "items") instanceof Object[] items ? items.length : NONE;
        }
        if (is(queue, "SynchronousQueue")) {
            return 0;
        }
        long capacity = objects.number(queue, "capacity");
        return capacity == Integer.MAX_VALUE ? NONE : capacity;
    }

    /** Whether its class is one of the JDK itself, which takes what is offered as long as it has room. */
    static boolean isPlain(@Nullable Object queue) {
        return queue != null && queue.getClass().getName().startsWith(PACKAGE);
    }

    /**
     * Hands out items, of most queues in the order in which they will be taken, until the visitor returns false.
     *
     * @param most after so many steps it ends, too
     */
    public void forEach(@Nullable Object queue, long most, Predicate<Object> visitor) {
        if (is(queue, "LinkedBlockingQueue") || is(queue, "LinkedTransferQueue")) {
            alongLinks(queue, "head", most, visitor);
        } else if (is(queue, "LinkedBlockingDeque")) {
            alongLinks(queue, "first", most, visitor);
        } else if (is(queue, "ArrayBlockingQueue")) {
            int first = (int) objects.number(queue, "takeIndex");
            alongArray(objects.get(queue, "items"), first, objects.number(queue, "count"), most, visitor);
        } else {
            Object heap = is(queue, "DelayQueue") ? objects.get(queue, "q") : queue;
            alongArray(objects.get(heap, "queue"), 0, objects.number(heap, "size"), most, visitor);
        }
    }

    /** What has been taken out refers to itself: then the walk begins again where the queue does now. */
    private void alongLinks(@Nullable Object queue, String first, long most, Predicate<Object> visitor) {
        Object node = objects.get(queue, first);
        int starts = 1;
        for (long steps = 0; node != null && steps <= most; steps++) { // the first node is empty, in most queues
            Object item = objects.get(node, "item");
            boolean isItem = item != null && item != node && !Boolean.FALSE.equals(objects.get(node, "isData"));
            if (isItem && !visitor.test(item)) {
                return;
            }
            Object next = objects.get(node, "next");
            if (next == node) {
                next = starts++ < MOST_STARTS ? objects.get(queue, first) : null;
            }
            node = next;
        }
    }

    private static void alongArray(
            @Nullable Object array, int first, long count, long most, Predicate<Object> visitor) {
        if (array instanceof Object[] items && items.length > 0 && first >= 0) {
            long end = Math.min(Math.min(count, items.length), most);
            for (long i = 0; i < end; i++) {
                Object item = items[(int) ((first + i) % items.length)];
                if (item != null && !visitor.test(item)) {
                    return;
                }
            }
        }
    }
}
