package io.github.threadreporter.internal.jvmti;

import io.github.threadreporter.internal.FieldAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks JVMTI which fields there are and JNI what they hold: nothing has to be open, and no class gets loaded. */
final class JvmtiFields implements FieldAccess {

    @Override
    public List<FieldInfo> declaredFields(Class<?> type) {
        Object[] parts = Natives.fields(type);
        if (parts == null) {
            return List.of();
        }
        @Nullable String[] names = (@Nullable String[]) parts[0];
        @Nullable String[] descriptors = (@Nullable String[]) parts[1];
        int[] modifiers = (int[]) parts[2];
        long[] ids = (long[]) parts[3];
        List<FieldInfo> fields = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            String descriptor = descriptors[i];
            if (name != null && descriptor != null) { // null where static
                fields.add(new FieldInfo(type, name, descriptor, modifiers[i], ids[i]));
            }
        }
        return List.copyOf(fields);
    }

    @Override
    public @Nullable Object get(Object target, FieldInfo field) {
        // JNI reads memory at an offset and checks nothing.
        if (!field.declaringClass().isInstance(target) || !(field.handle() instanceof Long id)) {
            throw new IllegalArgumentException(
                    "not a field of " + target.getClass().getName() + ": " + field);
        }
        char type = field.descriptor().charAt(0);
        return Primitives.isReference(type)
                ? Natives.object(target, id)
                : Primitives.box(type, Natives.primitive(target, id, type));
    }
}
