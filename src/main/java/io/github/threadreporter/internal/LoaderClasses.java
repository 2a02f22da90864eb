package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks class loaders what they have loaded: this library's own, the system's, the context class loaders of all
 * platform threads, and the parents of these. What hides behind none of them, as in some module systems, is not found.
 */
final class LoaderClasses implements LoadedClasses {

    private final MethodHandle findLoaded;
    private final MethodHandle contextLoader;
    private final MethodHandle threads;
    private final MethodHandle shouldBeInitialized;

    LoaderClasses() throws Unavailable {
        // The JVM's own dictionary. For the system's class loader it may take a class from the JVM's shared archive.
        findLoaded = Access.method(ClassLoader.class, "findLoadedClass", String.class);
        contextLoader = Access.getter(Thread.class, "contextClassLoader");
        threads = Access.method(Thread.class, "getThreads");
        Class<?> unsafe = Access.type("jdk.internal.misc.Unsafe");
        Object theUnsafe = Handles.call(Access.method(unsafe, "getUnsafe"));
        shouldBeInitialized =
                Access.method(unsafe, "shouldBeInitialized", Class.class).bindTo(theUnsafe);
    }

    @Override
    public List<Class<?>> named(Set<String> names) {
        Set<Class<?>> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ClassLoader loader : loaders()) {
            for (String name : names) {
                if (Handles.call(findLoaded, loader, name) instanceof Class<?> type) {
                    found.add(type);
                }
            }
        }
        return new ArrayList<>(found);
    }

    /** By identity: nobody's {@code equals} is called. No more than there are threads and generations. */
    private Set<ClassLoader> loaders() {
        Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
        addWithParents(LoaderClasses.class.getClassLoader(), loaders);
        addWithParents(ClassLoader.getSystemClassLoader(), loaders);
        for (Thread thread : (Thread[]) Handles.call(threads)) {
            addWithParents((ClassLoader) Handles.call(contextLoader, thread), loaders);
        }
        return loaders;
    }

    private static void addWithParents(@Nullable ClassLoader first, Set<ClassLoader> into) {
        for (ClassLoader loader = first; loader != null && into.add(loader); ) {
            loader = loader.getParent();
        }
    }

    @Override
    public boolean isInitialized(Class<?> type) {
        return Boolean.FALSE.equals(Handles.call(shouldBeInitialized, type));
    }
}
