package io.github.threadreporter.collect.values;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of classes, each class looked at once a capture. Not thread-safe. */
public final class Fields {

    private final FieldAccess access;
    private final Map<Class<?>, List<FieldInfo>> declared = new HashMap<>();
    private final Map<Class<?>, Map<String, Optional<FieldInfo>>> byName = new HashMap<>();

    public Fields(FieldAccess access) {
        this.access = access;
    }

    /** What the class and its superclasses outside of the JDK declare; its own first, outer instances last. */
    List<FieldInfo> ofObject(Class<?> type) {
        List<FieldInfo> fields = new ArrayList<>();
        List<FieldInfo> outer = new ArrayList<>();
        for (Class<?> at = type; at != null && !Types.isMachinery(at); at = at.getSuperclass()) {
            for (FieldInfo field : declared(at)) {
                (field.name().startsWith("this$") ? outer : fields).add(field);
            }
        }
        fields.addAll(outer);
        return fields;
    }

    /** What a lambda has captured. */
    List<FieldInfo> ofLambda(Class<?> type) {
        return declared(type);
    }

    /** What this very class declares. */
    public List<FieldInfo> declared(Class<?> type) {
        return declared.computeIfAbsent(type, access::declaredFields);
    }

    /** What a field holds at this moment. */
    public @Nullable Object get(Object target, FieldInfo field) {
        return access.get(target, field);
    }

    /** What the fields hold that the very class of the object declares, in the order of the class file. */
    public List<@Nullable Object> values(Object target) {
        List<FieldInfo> fields = declared(target.getClass());
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        fields.forEach(field -> values.add(access.get(target, field)));
        return values;
    }

    /** What the fields of {@link #ofObject} hold but for primitive values and null. */
    public List<Object> references(Object target) {
        List<Object> found = new ArrayList<>();
        for (FieldInfo field : ofObject(target.getClass())) {
            Object value = field.descriptor().length() == 1 ? null : access.get(target, field);
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    /** The field of that name, of the class or a superclass; null where there is none or it holds null. */
    public @Nullable Object get(@Nullable Object target, String name) {
        if (target == null) {
            return null;
        }
        Optional<FieldInfo> field = byName.computeIfAbsent(target.getClass(), type -> new HashMap<>())
                .computeIfAbsent(name, n -> find(target.getClass(), n));
        return field.isEmpty() ? null : access.get(target, field.get());
    }

    private Optional<FieldInfo> find(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (FieldInfo field : declared(at)) {
                if (field.name().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    /** The same for a field of type int or long; -1 where there is none. */
    public long number(@Nullable Object target, String name) {
        return get(target, name) instanceof Number number ? number.longValue() : -1;
    }

    /** A number that is kept in cells, so that threads can count without getting in each other's way. */
    long sum(@Nullable Object target, String base, String cells) {
        long sum = Math.max(0, number(target, base));
        if (get(target, cells) instanceof Object[] counters) {
            for (Object cell : counters) {
                sum += cell == null ? 0 : number(cell, "value");
            }
        }
        return sum;
    }
}
