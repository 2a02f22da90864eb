package io.github.threadreporter.collect;

import io.github.threadreporter.internal.LoadedClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one class loader has loaded of the libraries that are looked for. A JVM may have several: each web application
 * brings its own. Keeps the class loader from being unloaded: for one capture only.
 */
final class LibraryCopy {

    private final @Nullable ClassLoader loader;
    private final Map<String, Class<?>> types = new HashMap<>();

    private LibraryCopy(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    static List<LibraryCopy> in(LoadedClasses loaded, Set<String> names) {
        // By identity: a class loader's own equals is the application's code.
        IdentityHashMap<@Nullable ClassLoader, LibraryCopy> copies = new IdentityHashMap<>();
        for (Class<?> type : loaded.named(names)) {
            copies.computeIfAbsent(type.getClassLoader(), LibraryCopy::new)
                    .types
                    .put(type.getName(), type);
        }
        return new ArrayList<>(copies.values());
    }

    /** The class of that name, which need not be initialised; null where it is not loaded. */
    @Nullable
    Class<?> type(String name) {
        return types.get(name);
    }

    /**
     * How far this copy is from that class loader: 0 where it is its own, 1 where its parent's, and so on.
     *
     * @return {@link Integer#MAX_VALUE} where no parent leads to it
     */
    int distanceFrom(@Nullable ClassLoader user) {
        int distance = 0;
        for (ClassLoader at = user; at != null; at = at.getParent()) {
            if (at == loader) {
                return distance;
            }
            distance++;
        }
        return loader == null ? distance : Integer.MAX_VALUE;
    }
}
