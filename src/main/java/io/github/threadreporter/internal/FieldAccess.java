package io.github.threadreporter.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of objects without running any code of their classes. Implementations are thread-safe. */
public interface FieldAccess {

    /**
     * An instance field.
     *
     * @param declaringClass the class that declares it
     * @param name its name in the class file
     * @param descriptor its type as in the class file, e.g. {@code I} or {@code Ljava/lang/String;}
     * @param modifiers as {@code java.lang.reflect.Modifier} knows them
     * @param handle what the implementation finds it by
     */
    record FieldInfo(Class<?> declaringClass, String name, String descriptor, int modifiers, Object handle) {}

    /**
     * The instance fields that this very class declares, without those of its superclasses, in the order of the class
     * file. Empty where they cannot be had.
     */
    List<FieldInfo> declaredFields(Class<?> type);

    /**
     * What the field holds at this moment, a primitive value in its box. Other threads may be writing to it.
     *
     * @param target an instance of the class that declares the field
     */
    @Nullable
    Object get(Object target, FieldInfo field);
}
