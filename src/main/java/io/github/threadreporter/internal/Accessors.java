package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls public accessors of classes that this library does not link to. Looks them up by their exact type and not by
 * reflection, which resolves all types of all methods of a class and so has the application's class loader load them.
 * Thread-safe.
 */
public final class Accessors {

    private static final MethodHandle NOTHING =
            MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0, Object.class);

    /**
     * By the name of the method. Kept by the class that declares it, and nothing but objects of the JDK: so neither does
     * it hold the application's class loader, nor the application ours.
     */
    private static final ClassValue<Map<String, MethodHandle>> FOUND = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Accessors() {}

    /**
     * What the accessor returns; null too where this version of the class has none, or none that returns that type.
     *
     * @param owner the public class or interface that declares it
     * @param name of a public method without parameters
     */
    public static @Nullable Object call(Object target, Class<?> owner, String name, Class<?> returns) {
        if (!owner.isInstance(target)) {
            return null;
        }
        Map<String, MethodHandle> found = FOUND.get(owner);
        MethodHandle accessor = found.get(name);
        if (accessor == null) {
            accessor = find(owner, name, returns);
            found.put(name, accessor);
        }
        return Handles.call(accessor, target);
    }

    private static MethodHandle find(Class<?> owner, String name, Class<?> returns) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(owner, name, MethodType.methodType(returns))
                    .asType(MethodType.genericMethodType(1));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return NOTHING;
        }
    }
}
