package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What variables lead to: the objects in fields of the application's own objects and the items of the JDK's collections,
 * {@value #DEEPEST} steps far. A future or a stream is seldom in a variable itself, but in a list of those that are awaited,
 * or in the map of what was promised. Found once a look, for all collectors; not thread-safe.
 */
public final class Reachable {

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
    private final List<Object> objects = new ArrayList<>();
    private boolean isCut;

    private Reachable(LiveState seen) {
        this.seen = seen;
    }

    static Reachable from(List<Local> locals, LiveState seen) {
        Reachable reachable = new Reachable(seen);
        locals.forEach(local -> reachable.visit(local.value(), DEEPEST));
        return reachable;
    }

    /** What is in the variables themselves, too; each object once. */
    public List<Object> objects() {
        return objects;
    }

    /** Whether there were more than {@value #MOST} objects, or {@value #MOST_ITEMS} possible tasks in one collection. */
    boolean isCut() {
        return isCut;
    }

    private void visit(Object object, int steps) {
        if (visited.size() >= MOST) {
            isCut = true;
            return;
        }
        if (!visited.add(object)) { // a circle ends here too
            return;
        }
        objects.add(object);
        if (steps == 0) {
            return;
        }
        if (object instanceof Object[] items) {
            visitItems(items, steps);
        } else if (object.getClass().getName().startsWith("java.util.")) {
            visitCollection(object, steps);
        } else if (seen.isInApp(object.getClass())) {
            seen.objects().references(object).forEach(value -> visit(value, steps - 1));
        }
    }

    /** An array in a collection is a part of it, and no step. */
    private void visitCollection(Object collection, int steps) {
        for (String field : ITEMS) {
            Object held = seen.objects().get(collection, field);
            if (held instanceof Object[] items && visited.add(items)) {
                visitItems(items, steps);
            } else if (held != null) {
                visit(held, steps - 1);
            }
        }
    }

    private void visitItems(Object[] items, int steps) {
        int left = MOST_ITEMS;
        for (Object item : items) {
            for (Object at = item; at != null; at = isEntry(at) ? seen.objects().get(at, "next") : null) {
                if (left-- == 0) {
                    isCut |= mayBeTask(at);
                    return;
                }
                Object value = isEntry(at) ? entryValue(at) : at;
                if (value != null) {
                    visit(value, steps - 1);
                }
            }
        }
    }

    /** A large collection of orders or texts is no loss. */
    private boolean mayBeTask(Object item) {
        Object value = isEntry(item) ? entryValue(item) : item;
        String type = value == null ? "java." : value.getClass().getName();
        return type.startsWith("java.util.concurrent.")
                || (!type.startsWith("java.") && value != null && !seen.isInApp(value.getClass()));
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
