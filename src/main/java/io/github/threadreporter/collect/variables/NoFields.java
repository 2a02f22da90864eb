package io.github.threadreporter.collect.variables;

import io.github.threadreporter.internal.FieldAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where there is no native library nothing is read, and so no field. */
final class NoFields implements FieldAccess {

    @Override
    public List<FieldInfo> declaredFields(Class<?> type) {
        return List.of();
    }

    @Override
    public @Nullable Object get(Object target, FieldInfo field) {
        throw new IllegalArgumentException("there are no fields");
    }
}
