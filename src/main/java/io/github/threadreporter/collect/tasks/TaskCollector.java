package io.github.threadreporter.collect.tasks;

import java.util.Set;

/**
 * Finds the tasks of one library, and whom they and the threads that wait for them wait for. Knows the classes of the
 * library by their names, so that it works whether the library is there or not, in any class loader and in several
 * versions at once. Reads fields and calls nothing of what it finds. Thread-safe; keeps nothing from one look to the next.
 *
 * <p>What it finds was alive and changing a moment ago: a field may hold null or something else than its neighbour leads
 * to expect, and a chain may be broken or lead round in a circle. Every loop must have a bound.
 */
public interface TaskCollector {

    /**
     * Whether the objects in the local variables of such a frame are wanted, since they lead to tasks. Asked once a look
     * for each method. Few frames should be: what is in all frames of all threads is too much to look at. Frames of the
     * application need not be asked for.
     */
    default boolean wants(String className, String method) {
        return false;
    }

    /**
     * Names of classes of which all instances, those of subclasses too, are wanted from the heap, where the heap is
     * walked at all: that is off unless it was asked for.
     */
    default Set<String> heapClasses() {
        return Set.of();
    }

    /** Looks at what there is, and tells what it finds. Must be fast: the calling thread is held. */
    void collect(LiveState seen, TaskSink into);
}
