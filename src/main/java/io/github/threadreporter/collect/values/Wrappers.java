package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value.Shape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collections that stand around another one: what is inside is shown in their place. Their locks are not taken. */
final class Wrappers {

    private static final String[] AROUND_A_COLLECTION = {
        "UnmodifiableCollection", "UnmodifiableList", "UnmodifiableRandomAccessList", "UnmodifiableSet",
        "UnmodifiableSortedSet", "UnmodifiableNavigableSet", "SynchronizedCollection", "SynchronizedList",
        "SynchronizedRandomAccessList", "SynchronizedSet", "SynchronizedSortedSet", "SynchronizedNavigableSet",
        "CheckedCollection", "CheckedList", "CheckedSet"
    };

    private static final String[] AROUND_A_MAP = {
        "UnmodifiableMap",
        "UnmodifiableSortedMap",
        "UnmodifiableNavigableMap",
        "SynchronizedMap",
        "SynchronizedSortedMap",
        "SynchronizedNavigableMap",
        "CheckedMap"
    };

    private static final int MOST_WRAPPERS = 8;

    /** The field with what is inside, by class. */
    private static final Map<String, String> AROUND = new HashMap<>();

    static {
        for (String name : AROUND_A_COLLECTION) {
            AROUND.put("java.util.Collections$" + name, "c");
        }
        for (String name : AROUND_A_MAP) {
            AROUND.put("java.util.Collections$" + name, "m");
        }
        AROUND.put("java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet", "c");
        AROUND.put("java.util.Properties", "map");
        AROUND.put("java.util.concurrent.DelayQueue", "q");
        AROUND.put("java.util.concurrent.CopyOnWriteArraySet", "al");
    }

    private Wrappers() {}

    static void register(Map<String, Reader> readers) {
        AROUND.keySet().forEach(name -> readers.put(name, Wrappers::around));
        readers.put("java.util.concurrent.SynchronousQueue", (object, fields, into) -> into.begin(Shape.ITEMS, 0));
        readers.put("java.util.Collections$SingletonList", one("element"));
        readers.put("java.util.Collections$SingletonSet", one("element"));
        for (String name : new String[] {"EmptyList", "EmptySet"}) {
            readers.put("java.util.Collections$" + name, (object, fields, into) -> into.begin(Shape.ITEMS, 0));
        }
        readers.put("java.util.Collections$EmptyMap", (object, fields, into) -> into.begin(Shape.ENTRIES, 0));
    }

    private static void around(Object object, Fields fields, Sink into) {
        inside(object, fields, into);
    }

    /** Shows what is inside of all wrappers around it; of a class of the application, as that class is shown. */
    static void inside(@Nullable Object object, Fields fields, Sink into) {
        Object inner = object;
        for (int step = 0; step < MOST_WRAPPERS && inner != null; step++) {
            String field = AROUND.get(inner.getClass().getName());
            if (field == null) {
                break;
            }
            inner = fields.get(inner, field);
        }
        Reader reader =
                inner == null || AROUND.containsKey(inner.getClass().getName()) ? null : Contents.of(inner.getClass());
        if (reader != null && inner != null) {
            reader.read(inner, fields, into);
        } else {
            into.field("inside", inner);
        }
    }

    private static Reader one(String field) {
        return (object, fields, into) -> {
            into.begin(Shape.ITEMS, 1);
            into.item(fields.get(object, field));
        };
    }
}
