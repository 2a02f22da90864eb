package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps: tables with chains, trees, and pairs in arrays. No key is asked for its hash. */
final class Tables {

    /** Of a broken tree or an empty table no more is passed than this. */
    private static final int MOST_STEPS = 1 << 16;

    private Tables() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.util.HashMap", table("table", "size", "value"));
        readers.put("java.util.LinkedHashMap", Tables::linked);
        readers.put("java.util.Hashtable", table("table", "count", "value"));
        readers.put("java.util.WeakHashMap", table("table", "size", "value"));
        readers.put("java.util.concurrent.ConcurrentHashMap", table("table", "baseCount", "val"));
        readers.put("java.util.TreeMap", Tables::tree);
        readers.put("java.util.concurrent.ConcurrentSkipListMap", Tables::skipList);
        readers.put("java.util.IdentityHashMap", (object, fields, into) -> pairs(object, fields, into));
        readers.put("java.util.ImmutableCollections$MapN", (object, fields, into) -> pairs(object, fields, into));
        readers.put("java.util.ImmutableCollections$Map1", single("k0", "v0"));
        readers.put("java.util.Collections$SingletonMap", single("k", "v"));
        readers.put("java.util.EnumMap", Tables::enumMap);
    }

    private static Reader single(String key, String value) {
        return (object, fields, into) -> {
            into.begin(Shape.ENTRIES, 1);
            into.entry(fields.get(object, key), fields.get(object, value));
        };
    }

    private static Reader table(String table, String size, String value) {
        return (object, fields, into) -> {
            into.begin(Shape.ENTRIES, fields.number(object, size));
            if (!(fields.get(object, table) instanceof Object[] bins)) {
                return;
            }
            int steps = 0;
            for (int bin = 0; bin < bins.length && steps < MOST_STEPS; bin++, steps++) {
                Object node = first(bins[bin], fields);
                for (int link = 0; node != null && link < Sequences.MOST_STEPS; link++, steps++) {
                    if (!into.entry(key(node, fields), fields.get(node, value))) {
                        return;
                    }
                    node = fields.get(node, "next");
                }
            }
        };
    }

    /** Of a bin that a ConcurrentHashMap keeps as a tree, the first node; a bin that is being moved shows no entries. */
    private static @Nullable Object first(@Nullable Object bin, Fields fields) {
        if (bin == null || bin.getClass().getName().equals("java.util.concurrent.ConcurrentHashMap$ForwardingNode")) {
            return null;
        }
        return bin.getClass().getName().equals("java.util.concurrent.ConcurrentHashMap$TreeBin")
                ? fields.get(bin, "first")
                : bin;
    }

    private static @Nullable Object key(Object node, Fields fields) {
        return node instanceof Reference<?> ? fields.get(node, "referent") : fields.get(node, "key");
    }

    private static void linked(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        Object node = fields.get(object, "head");
        for (int step = 0; node != null && step < MOST_STEPS; step++) {
            if (!into.entry(fields.get(node, "key"), fields.get(node, "value"))) {
                return;
            }
            node = fields.get(node, "after");
        }
    }

    private static void tree(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        Deque<Object> open = new ArrayDeque<>();
        Object node = fields.get(object, "root");
        for (int step = 0; (node != null || !open.isEmpty()) && step < MOST_STEPS; step++) {
            if (node != null) {
                open.push(node);
                node = fields.get(node, "left");
            } else {
                Object next = open.pop();
                if (!into.entry(fields.get(next, "key"), fields.get(next, "value"))) {
                    return;
                }
                node = fields.get(next, "right");
            }
        }
    }

    private static void skipList(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, Value.Structure.UNKNOWN);
        Object node = fields.get(fields.get(object, "head"), "node");
        for (int step = 0; node != null && step < MOST_STEPS; step++) {
            Object key = fields.get(node, "key");
            Object value = fields.get(node, "val");
            if (key != null && value != null && !into.entry(key, value)) {
                return;
            }
            node = fields.get(node, "next");
        }
    }

    private static void pairs(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        if (fields.get(object, "table") instanceof Object[] table) {
            for (int i = 0; i + 1 < Math.min(table.length, MOST_STEPS); i += 2) {
                if (table[i] != null && !into.entry(table[i], table[i + 1])) {
                    return;
                }
            }
        }
    }

    private static void enumMap(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        if (fields.get(object, "keyUniverse") instanceof Object[] keys
                && fields.get(object, "vals") instanceof Object[] values) {
            for (int i = 0; i < Math.min(keys.length, values.length); i++) {
                if (values[i] != null && !into.entry(keys[i], values[i])) {
                    return;
                }
            }
        }
    }
}
