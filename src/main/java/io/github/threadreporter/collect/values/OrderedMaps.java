package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Maps that keep their keys in an order: trees, lists with shortcuts, arrays by ordinal. No key is compared. */
final class OrderedMaps {

    private OrderedMaps() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.util.TreeMap", OrderedMaps::tree);
        readers.put("java.util.concurrent.ConcurrentSkipListMap", OrderedMaps::skipList);
        readers.put("java.util.EnumMap", OrderedMaps::enumMap);
    }

    private static void tree(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        Deque<Object> open = new ArrayDeque<>();
        Object node = fields.get(object, "root");
        for (int step = 0; (node != null || !open.isEmpty()) && step < Tables.MOST_STEPS; step++) {
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
        Object adder = fields.get(object, "adder");
        into.begin(Shape.ENTRIES, adder == null ? Value.Structure.UNKNOWN : fields.sum(adder, "base", "cells"));
        Object node = fields.get(fields.get(object, "head"), "node");
        for (int step = 0; node != null && step < Tables.MOST_STEPS; step++) {
            Object key = fields.get(node, "key");
            Object value = fields.get(node, "val");
            if (key != null && value != null && !into.entry(key, value)) {
                return;
            }
            node = fields.get(node, "next");
        }
    }

    private static void enumMap(Object object, Fields fields, Sink into) {
        into.begin(Shape.ENTRIES, fields.number(object, "size"));
        if (fields.get(object, "keyUniverse") instanceof Object[] keys
                && fields.get(object, "vals") instanceof Object[] values) {
            for (int i = 0; i < Math.min(keys.length, values.length); i++) {
                if (values[i] != null && !into.entry(keys[i], isNull(values[i]) ? null : values[i])) {
                    return;
                }
            }
        }
    }

    /** The JDK's mark for a value that is null. */
    private static boolean isNull(Object value) {
        return value.getClass().getName().equals("java.util.EnumMap$1");
    }
}
