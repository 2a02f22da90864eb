package io.github.threadreporter.collect.tasks;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What variables lead to: the objects in fields of the application's own objects and the items of the JDK's collections,
 * {@value #DEEPEST} steps far. A future is seldom in a variable itself, but in a list of those that are awaited, or in the
 * map of what was promised. For one look; not thread-safe.
 */
final class Inside {

    private static final int DEEPEST = 3;

    /** Of one collection; more of the same kind tell nothing new. */
    private static final int MOST_ITEMS = 256;

    /** In all, so that the look does not take longer with every large map that a variable refers to. */
    private static final int MOST = 20_000;

    /** The fields by which collections of the JDK refer to their items, to an array of them, or to what they wrap. */
    private static final List<String> ITEMS =
            List.of("elementData", "elements", "array", "a", "e0", "e1", "table", "m", "map", "queue", "c", "list");

    private final LiveState seen;
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    Inside(LiveState seen) {
        this.seen = seen;
    }

    /** Visits the object and what is inside of it, each object once a look. */
    void forEach(Object object, Consumer<Object> visitor) {
        forEach(object, DEEPEST, visitor);
    }

    private void forEach(Object object, int steps, Consumer<Object> visitor) {
        if (visited.size() >= MOST || !visited.add(object)) { // a circle ends here too
            return;
        }
        visitor.accept(object);
        if (steps == 0) {
            return;
        }
        if (object instanceof Object[] items) {
            items(items, steps, visitor);
        } else if (object.getClass().getName().startsWith("java.util.")) {
            collection(object, steps, visitor);
        } else if (seen.isInApp(object.getClass())) {
            seen.objects().references(object).forEach(value -> forEach(value, steps - 1, visitor));
        }
    }

    /** An array in a collection is a part of it, and no step. */
    private void collection(Object collection, int steps, Consumer<Object> visitor) {
        for (String field : ITEMS) {
            Object held = seen.objects().get(collection, field);
            if (held instanceof Object[] items && visited.add(items)) {
                items(items, steps, visitor);
            } else if (held != null) {
                forEach(held, steps - 1, visitor);
            }
        }
    }

    private void items(Object[] items, int steps, Consumer<Object> visitor) {
        int left = MOST_ITEMS;
        for (Object item : items) {
            for (Object at = item; at != null && left > 0; left--) {
                boolean entry = isEntry(at);
                Object value = entry ? entryValue(at) : at;
                if (value != null) {
                    forEach(value, steps - 1, visitor);
                }
                at = entry ? seen.objects().get(at, "next") : null;
            }
        }
    }

    /** A node of a hash map. */
    private static boolean isEntry(Object item) {
        String type = item.getClass().getName();
        return type.startsWith("java.util.") && (type.endsWith("Node") || type.endsWith("Entry"));
    }

    private @Nullable Object entryValue(Object entry) {
        Object value = seen.objects().get(entry, "value");
        return value == null ? seen.objects().get(entry, "val") : value;
    }
}
