package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of another collection: a list's sublist; a map's keys, values or entries. */
final class Views {

    /** In which part of an entry a view is interested. */
    enum Part {
        KEY,
        VALUE,
        ENTRY
    }

    private Views() {}

    static void register(Map<String, Reader> readers) {
        for (String list : new String[] {
            "ArrayList$SubList",
            "AbstractList$SubList",
            "AbstractList$RandomAccessSubList",
            "ImmutableCollections$SubList"
        }) {
            readers.put("java.util." + list, Views::subList);
        }
        for (String map : new String[] {"HashMap$", "TreeMap$", "Hashtable$", "WeakHashMap$", "IdentityHashMap$"}) {
            ofMap(readers, "java.util." + map, "this$0");
        }
        ofMap(readers, "java.util.LinkedHashMap$Linked", "this$0");
        readers.put("java.util.TreeMap$KeySet", of("m", Part.KEY));
        readers.put("java.util.Hashtable$ValueCollection", of("this$0", Part.VALUE));
        ofMap(readers, "java.util.concurrent.ConcurrentSkipListMap$", "m");
        readers.put("java.util.concurrent.ConcurrentHashMap$KeySetView", of("map", Part.KEY));
        readers.put("java.util.concurrent.ConcurrentHashMap$ValuesView", of("map", Part.VALUE));
        readers.put("java.util.concurrent.ConcurrentHashMap$EntrySetView", of("map", Part.ENTRY));
        readers.put("java.util.HashSet", of("map", Part.KEY));
        readers.put("java.util.TreeSet", of("m", Part.KEY));
        readers.put("java.util.concurrent.ConcurrentSkipListSet", of("m", Part.KEY));
        readers.put("java.util.Collections$SetFromMap", of("m", Part.KEY));
    }

    private static void ofMap(Map<String, Reader> readers, String prefix, String map) {
        readers.put(prefix + "KeySet", of(map, Part.KEY));
        readers.put(prefix + "Values", of(map, Part.VALUE));
        readers.put(prefix + "EntrySet", of(map, Part.ENTRY));
    }

    private static Reader of(String map, Part part) {
        return (object, fields, into) -> Wrappers.inside(fields.get(object, map), fields, new PartSink(into, part));
    }

    /** Of a list that keeps its items in an array, the items from there; of others, where the part begins. */
    private static void subList(Object object, Fields fields, Sink into) {
        Object root = fields.get(object, "root");
        long offset = fields.number(object, "offset");
        long size = fields.number(object, "size");
        for (String array : new String[] {"elementData", "elements", "a"}) {
            if (offset >= 0 && fields.get(root, array) instanceof Object[] items) {
                into.begin(Shape.ITEMS, size);
                long end = Math.min(offset + size, items.length);
                long at = offset;
                while (at < end && into.item(items[(int) at])) {
                    at++;
                }
                return;
            }
        }
        into.field("of", root);
        into.field("offset", offset);
        into.field("size", size);
    }

    /** Entries of the map behind a view as items, where it is no view of entries. */
    private record PartSink(Sink into, Part part) implements Sink {

        @Override
        public void begin(Shape shape, long total) {
            into.begin(shape == Shape.ENTRIES && part != Part.ENTRY ? Shape.ITEMS : shape, total);
        }

        @Override
        public boolean item(@Nullable Object item) {
            return into.item(item);
        }

        @Override
        public boolean entry(@Nullable Object key, @Nullable Object value) {
            return part == Part.ENTRY ? into.entry(key, value) : into.item(part == Part.KEY ? key : value);
        }

        @Override
        public void field(String name, @Nullable Object value) {
            into.field(name, value);
        }

        @Override
        public void finish(Value value) {
            into.finish(value);
        }

        @Override
        public int mostChars() {
            return into.mostChars();
        }
    }
}
