package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and queues: items in an array, or in a chain of nodes. */
final class Sequences {

    /** Empty places and nodes that are passed over at most: a chain that others are changing may be a ring. */
    static final int MOST_STEPS = 4_096;

    private Sequences() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.util.ArrayList", array("elementData", "size"));
        readers.put("java.util.Arrays$ArrayList", array("a", ""));
        readers.put("java.util.Vector", array("elementData", "elementCount"));
        readers.put("java.util.Stack", array("elementData", "elementCount"));
        readers.put("java.util.PriorityQueue", array("queue", "size"));
        readers.put("java.util.concurrent.PriorityBlockingQueue", array("queue", "size"));
        readers.put("java.util.concurrent.CopyOnWriteArrayList", array("array", ""));
        readers.put("java.util.ImmutableCollections$ListN", array("elements", ""));
        readers.put("java.util.ImmutableCollections$List12", Sequences::oneOrTwo);
        readers.put("java.util.ImmutableCollections$Set12", Sequences::oneOrTwo);
        readers.put("java.util.ImmutableCollections$SetN", Sequences::sparse);
        readers.put("java.util.ArrayDeque", Sequences::arrayDeque);
        readers.put("java.util.concurrent.ArrayBlockingQueue", Sequences::blockingArray);
        readers.put("java.util.LinkedList", chain("first", "size", false));
        readers.put("java.util.concurrent.LinkedBlockingQueue", chain("head", "count", true));
        readers.put("java.util.concurrent.LinkedBlockingDeque", chain("first", "count", false));
        readers.put("java.util.concurrent.ConcurrentLinkedQueue", chain("head", "", true));
        readers.put("java.util.concurrent.ConcurrentLinkedDeque", chain("head", "", true));
        readers.put("java.util.concurrent.LinkedTransferQueue", chain("head", "", true));
    }

    private static Reader array(String array, String size) {
        return (object, fields, into) -> {
            if (fields.get(object, array) instanceof Object[] items) {
                long count = size.isEmpty() ? items.length : fields.number(object, size);
                into.begin(Shape.ITEMS, count);
                // The array is that of one moment, and the count that of another.
                int at = 0;
                while (at < Math.min(count, items.length) && into.item(items[at])) {
                    at++;
                }
            }
        };
    }

    private static void oneOrTwo(Object object, Fields fields, Sink into) {
        Object second = fields.get(object, "e1");
        boolean one = second == null || Marks.isAbsent(second, fields);
        into.begin(Shape.ITEMS, one ? 1 : 2);
        if (into.item(fields.get(object, "e0")) && !one) {
            into.item(second);
        }
    }

    private static void sparse(Object object, Fields fields, Sink into) {
        if (fields.get(object, "elements") instanceof Object[] items) {
            into.begin(Shape.ITEMS, fields.number(object, "size"));
            for (Object item : items) {
                if (item != null && !into.item(item)) {
                    return;
                }
            }
        }
    }

    private static void arrayDeque(Object object, Fields fields, Sink into) {
        if (fields.get(object, "elements") instanceof Object[] items && items.length > 0) {
            long head = fields.number(object, "head");
            long count = Math.floorMod(fields.number(object, "tail") - head, (long) items.length);
            ring(items, head, count, into);
        }
    }

    private static void blockingArray(Object object, Fields fields, Sink into) {
        if (fields.get(object, "items") instanceof Object[] items && items.length > 0) {
            ring(items, fields.number(object, "takeIndex"), fields.number(object, "count"), into);
        }
    }

    private static void ring(@Nullable Object[] items, long head, long count, Sink into) {
        into.begin(Shape.ITEMS, count);
        for (long i = 0; i < Math.min(count, items.length); i++) {
            Object item = items[(int) Math.floorMod(head + i, (long) items.length)];
            if (item != null && !into.item(item)) {
                return;
            }
        }
    }

    /** @param concurrent whether empty and left nodes lie in the chain; a left one refers to itself */
    private static Reader chain(String first, String size, boolean concurrent) {
        return (object, fields, into) -> {
            into.begin(Shape.ITEMS, size.isEmpty() ? Value.Structure.UNKNOWN : count(fields.get(object, size)));
            Object node = fields.get(object, first);
            long found = 0;
            for (int step = 0; node != null && step < MOST_STEPS; step++) {
                Object item = fields.get(node, "item");
                if (item != null || !concurrent) {
                    found++;
                    if (!into.item(item)) {
                        return;
                    }
                }
                Object next = fields.get(node, "next");
                node = next == node ? null : next;
            }
            if (size.isEmpty() && node == null) {
                into.begin(Shape.ITEMS, found);
            }
        };
    }

    private static long count(@Nullable Object size) {
        return size instanceof Number number ? number.longValue() : Value.Structure.UNKNOWN;
    }
}
