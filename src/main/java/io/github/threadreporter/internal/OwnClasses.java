package io.github.threadreporter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where nothing of the JDK is open: what the class loader of this library gives, which may load it. */
final class OwnClasses implements LoadedClasses {

    @Override
    public List<Class<?>> named(Set<String> names) {
        List<Class<?>> found = new ArrayList<>();
        for (String name : names) {
            Class<?> type = find(name);
            if (type != null) {
                found.add(type);
            }
        }
        return found;
    }

    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // the application does without that library
        }
    }

    /** Cannot be told; it takes what these classes do while they are initialised. */
    @Override
    public boolean isInitialized(Class<?> type) {
        return true;
    }
}
