package io.github.threadreporter.internal;

import java.util.List;
import java.util.Set;

/**
 * Finds classes that the application has loaded, also where this library is in a class loader that knows nothing of
 * them. Loads and initialises none and runs no code of a class loader. Implementations are thread-safe.
 */
public interface LoadedClasses {

    /**
     * Those of the names that are loaded: one for each class loader that has defined it, in no order. One that was loaded just
     * before may be missing. Holds class loaders from being unloaded: let them go with the capture.
     *
     * @param names of classes, as {@code Class.getName} tells them, in ASCII; no arrays
     */
    List<Class<?>> named(Set<String> names);

    /**
     * Whether the class is initialised, and so its static fields can be read without running its code or waiting for a
     * thread that does.
     */
    boolean isInitialized(Class<?> type);

    /** Whether the package of the class is open to this library; opens it where that can be done. */
    default boolean open(Class<?> type) {
        return type.getModule().isOpen(type.getPackageName(), LoadedClasses.class.getModule());
    }
}
