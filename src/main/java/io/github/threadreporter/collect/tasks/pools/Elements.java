package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of collections of the JDK, the values of its maps: read by their fields, since iterating over what others
 * change throws, waits for locks or has effects.
 */
final class Elements {

    /** More is not read of one collection. */
    static final int MOST = 10_000;

    private final LiveObjects objects;

    Elements(LiveObjects objects) {
        this.objects = objects;
    }

    /** At most {@link #MOST}, in the order of the collection; empty where it is of no known class. */
    List<Object> of(@Nullable Object collection) {
        List<Object> found = new ArrayList<>();
        if (collection != null) {
            switch (collection.getClass().getName()) {
                case "java.util.concurrent.CopyOnWriteArrayList" -> array(objects.get(collection, "array"), found);
                case "java.util.ArrayList" -> array(objects.get(collection, "elementData"), found);
                case "java.util.ArrayDeque" -> array(objects.get(collection, "elements"), found);
                case "java.util.LinkedList" -> chain(objects.get(collection, "first"), "item", found);
                case "java.util.concurrent.LinkedBlockingQueue" ->
                    chain(objects.get(collection, "head", "next"), "item", found);
                case "java.util.concurrent.LinkedBlockingDeque" ->
                    chain(objects.get(collection, "first"), "item", found);
                case "java.util.concurrent.ConcurrentLinkedDeque" ->
                    chain(objects.get(collection, "head"), "item", found);
                case "java.util.HashSet" -> keys(objects.get(collection, "map", "table"), found);
                case "java.util.HashMap", "java.util.LinkedHashMap" ->
                    table(objects.get(collection, "table"), "value", found);
                case "java.util.concurrent.ConcurrentHashMap" -> table(objects.get(collection, "table"), "val", found);
                default -> {}
            }
        }
        return found;
    }

    /** The keys of such a map. */
    List<Object> keys(@Nullable Object map) {
        List<Object> found = new ArrayList<>();
        keys(objects.get(map, "table"), found);
        return found;
    }

    private void keys(@Nullable Object table, List<Object> into) {
        table(table, "key", into);
    }

    private static void array(@Nullable Object array, List<Object> into) {
        if (array instanceof Object[] elements) {
            for (int i = 0; i < elements.length && into.size() < MOST; i++) {
                add(elements[i], into);
            }
        }
    }

    /** @param first a node with a field {@code next} */
    private void chain(@Nullable Object first, String field, List<Object> into) {
        Object at = first;
        for (int steps = 0; at != null && steps < MOST && into.size() < MOST; steps++) {
            add(objects.get(at, field), into);
            Object next = objects.get(at, "next");
            at = next == at ? null : next;
        }
    }

    private void table(@Nullable Object table, String field, List<Object> into) {
        if (table instanceof Object[] buckets) {
            for (int i = 0; i < buckets.length && into.size() < MOST; i++) {
                Object bucket = buckets[i];
                Object first = objects.get(bucket, "first"); // of many that fell together
                chain(first == null ? bucket : first, field, into);
            }
        }
    }

    private static void add(@Nullable Object element, List<Object> into) {
        if (element != null) {
            into.add(element);
        }
    }
}
