package io.github.threadreporter.collect.values;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Plain objects that the JDK puts where nothing or null is. They are found where this JVM is known to have put them, in
 * collections made for that.
 */
final class Marks {

    private static final List<String> ONE = List.of("one");
    private static final IdentityHashMap<@Nullable Object, String> IDENTITY = new IdentityHashMap<>(1);
    private static final WeakHashMap<@Nullable Object, String> WEAK = new WeakHashMap<>(1);

    static {
        IDENTITY.put(null, "");
        WEAK.put(null, "");
    }

    private Marks() {}

    /** Whether it stands for no second item in a list or set of one. */
    static boolean isAbsent(Object object, Fields fields) {
        return isPlain(object) && object == fields.get(ONE, "e1");
    }

    static boolean isNullKeyOfIdentity(Object object, Fields fields) {
        return isPlain(object)
                && fields.get(IDENTITY, "table") instanceof Object[] table
                && java.util.Arrays.stream(table).anyMatch(mark -> mark == object);
    }

    static boolean isNullKeyOfWeak(Object object, Fields fields) {
        return isPlain(object)
                && fields.get(WEAK, "table") instanceof Object[] table
                && java.util.Arrays.stream(table)
                        .anyMatch(node -> node != null && fields.get(node, "referent") == object);
    }

    private static boolean isPlain(Object object) {
        return object.getClass() == Object.class;
    }
}
