package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.values.Fields;
import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import io.github.threadreporter.model.LockRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads objects by their fields and knows their classes by name; runs no code of theirs. For one look; not thread-safe. */
public final class LiveObjects {

    private final Fields fields;
    private final Map<Class<?>, Map<String, Boolean>> kinds = new HashMap<>();

    LiveObjects(Fields fields) {
        this.fields = fields;
    }

    /**
     * What the field of that name holds, a primitive value in its box: of the class of the object or the next superclass
     * that declares it. Null where there is no such field, where it holds null, or where {@code target} is null.
     */
    public @Nullable Object get(@Nullable Object target, String field) {
        return fields.get(target, field);
    }

    /** The same along several fields. */
    public @Nullable Object get(@Nullable Object target, String first, String... rest) {
        Object at = fields.get(target, first);
        for (String field : rest) {
            at = fields.get(at, field);
        }
        return at;
    }

    /** The same for a field of an integral type; -1 where there is none. */
    public long number(@Nullable Object target, String field) {
        return fields.number(target, field);
    }

    /** The instance fields that this very class declares, without those of its superclasses; primitive ones too. */
    public List<FieldInfo> declared(Class<?> type) {
        return fields.declared(type);
    }

    /** What the field holds, a primitive value in its box. */
    public @Nullable Object get(Object target, FieldInfo field) {
        return fields.get(target, field);
    }

    /** What a thread was made to run; null too once it has ended. */
    public @Nullable Object target(Thread thread) {
        Object target = fields.get(thread, "target");
        return target == null ? get(thread, "holder", "task") : target; // from JDK 19 on
    }

    /** What a lambda has captured, in the order of the parameters of its method. */
    public List<@Nullable Object> captured(Object lambda) {
        return fields.values(lambda);
    }

    /** The objects that the fields of an object hold, those of superclasses outside of the JDK too. */
    public List<Object> references(Object target) {
        return fields.references(target);
    }

    /** Whether the object's class is, extends or implements the class of that name, whichever class loader it is from. */
    public boolean isA(@Nullable Object object, String className) {
        return object != null && isA(object.getClass(), className);
    }

    private boolean isA(Class<?> type, String className) {
        return kinds.computeIfAbsent(type, t -> new HashMap<>())
                .computeIfAbsent(className, name -> extendsOrImplements(type, name));
    }

    private static boolean extendsOrImplements(@Nullable Class<?> type, String className) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.getName().equals(className)) {
                return true;
            }
            for (Class<?> each : at.getInterfaces()) {
                if (extendsOrImplements(each, className)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How an object is named in a dump. */
    public static LockRef ref(Object object) {
        return LockRef.of(object.getClass().getName(), System.identityHashCode(object));
    }
}
