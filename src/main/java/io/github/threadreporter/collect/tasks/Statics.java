package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.internal.ForeignFields;
import io.github.threadreporter.internal.LoadedClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads static fields of classes that are there already: none is loaded or initialised. */
final class Statics {

    private Statics() {}

    /** The field of each copy of the class: several class loaders may each have one. */
    static List<Object> read(LoadedClasses loaded, String className, String field, String type) {
        List<Class<?>> found = loaded.named(Set.of(className, type));
        ForeignFields fields = new ForeignFields(loaded);
        List<Object> values = new ArrayList<>();
        for (Class<?> owner : found) {
            for (Class<?> of : found) {
                if (owner.getName().equals(className)
                        && of.getName().equals(type)
                        && of.getClassLoader() == owner.getClassLoader()) {
                    Object value = fields.ofClass(owner, field, of);
                    if (value != null) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }
}
