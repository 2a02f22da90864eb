package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value.Shape;
import java.lang.ref.Reference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps: tables with chains, and pairs in arrays. No key is asked for its hash. */
final class Tables {

    /** Of a broken tree or an empty table no more is passed than this. */
    static final int MOST_STEPS = 1 << 16;

    private static final String CONCURRENT = "java.util.concurrent.ConcurrentHashMap$";

    private Tables() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.util.HashMap", table("table", "size", "value"));
        readers.put("java.util.LinkedHashMap", Tables::linked);
        readers.put("java.util.Hashtable", table("table", "count", "value"));
        readers.put("java.util.WeakHashMap", table("table", "size", "value"));
        readers.put("java.util.concurrent.ConcurrentHashMap", Tables::concurrent);
        readers.put("java.util.IdentityHashMap", (object, fields, into) -> pairs(object, fields, into));
        readers.put("java.util.ImmutableCollections$MapN", (object, fields, into) -> pairs(object, fields, into));
        readers.put("java.util.ImmutableCollections$Map1", single("k0", "v0"));
        readers.put("java.util.Collections$SingletonMap", single("k", "v"));
        for (String entry : new String[] {
            "KeyValueHolder",
            "AbstractMap$SimpleEntry",
            "AbstractMap$SimpleImmutableEntry",
            "HashMap$Node",
            "TreeMap$Entry"
        }) {
            readers.put("java.util." + entry, single("key", "value"));
        }
        readers.put("java.util.concurrent.ConcurrentHashMap$Node", single("key", "val"));
        readers.put("java.util.concurrent.ConcurrentHashMap$MapEntry", single("key", "val"));
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
            bins(fields.get(object, table), value, fields, into);
        };
    }

    private static void concurrent(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.sum(object, "baseCount", "counterCells"));
        bins(fields.get(object, "table"), "val", fields, into);
    }

    private static void bins(@Nullable Object table, String value, Fields fields, Sink into) {
        if (table instanceof Object[] bins) {
            boolean wanted = true;
            for (int bin = 0; wanted && bin < Math.min(bins.length, MOST_STEPS); bin++) {
                wanted = chain(bins[bin], bins.length, bin, value, fields, into);
            }
        }
    }

    /** Entries of one bin. While a concurrent map grows, its bins lead to where their entries are now: bins of a new table. */
    private static boolean chain(@Nullable Object bin, int length, int index, String value, Fields fields, Sink into) {
        if (bin == null) {
            return true;
        }
        String kind = bin.getClass().getName();
        if (kind.equals(CONCURRENT + "ForwardingNode")) {
            boolean wanted = true;
            if (fields.get(bin, "nextTable") instanceof Object[] next) {
                for (int at = index; wanted && at < next.length; at += length) {
                    wanted = links(next[at], value, fields, into);
                }
            }
            return wanted;
        }
        return links(bin, value, fields, into);
    }

    private static boolean links(@Nullable Object bin, String value, Fields fields, Sink into) {
        String kind = bin == null ? "" : bin.getClass().getName();
        if (kind.equals(CONCURRENT + "ForwardingNode") || kind.equals(CONCURRENT + "ReservationNode")) {
            return true; // nothing is there yet
        }
        Object node = kind.equals(CONCURRENT + "TreeBin") ? fields.get(bin, "first") : bin;
        for (int link = 0; node != null && link < Sequences.MOST_STEPS; link++) {
            if (!into.entry(key(node, fields), fields.get(node, value))) {
                return false;
            }
            node = fields.get(node, "next");
        }
        return true;
    }

    private static @Nullable Object key(Object node, Fields fields) {
        if (node instanceof Reference<?>) {
            Object key = fields.get(node, "referent");
            return key != null && Marks.isNullKeyOfWeak(key, fields) ? null : key;
        }
        return fields.get(node, "key");
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

    private static void pairs(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        if (fields.get(object, "table") instanceof Object[] table) {
            for (int i = 0; i + 1 < Math.min(table.length, MOST_STEPS); i += 2) {
                Object key = table[i];
                if (key != null && !into.entry(Marks.isNullKeyOfIdentity(key, fields) ? null : key, table[i + 1])) {
                    return;
                }
            }
        }
    }
}
