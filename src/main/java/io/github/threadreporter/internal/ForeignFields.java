package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads private fields of classes that this library does not link to, each by its name and exact type, so that no other
 * class gets resolved. Not thread-safe.
 */
public final class ForeignFields {

    private final LoadedClasses loaded;
    private final Set<String> closed = new TreeSet<>();

    public ForeignFields(LoadedClasses loaded) {
        this.loaded = loaded;
    }

    /** A static field; null too where there is no such field, or the class is not initialised. */
    public @Nullable Object ofClass(Class<?> owner, String name, Class<?> type) {
        Lookup lookup = loaded.isInitialized(owner) ? lookupIn(owner) : null;
        try {
            return lookup == null ? null : Handles.callStatic(lookup.findStaticGetter(owner, name, type));
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return null; // another version of that library
        }
    }

    /** A field that the object has by its class or a superclass; null too where there is none. */
    public @Nullable Object ofObject(Object target, String name, Class<?> type) {
        Class<?> owner = target.getClass();
        MethodHandle getter = null;
        while (getter == null && owner != null && owner != Object.class) {
            getter = getter(owner, name, type);
            owner = owner.getSuperclass();
        }
        return getter == null ? null : Handles.call(getter, target);
    }

    private @Nullable MethodHandle getter(Class<?> owner, String name, Class<?> type) {
        Lookup lookup = lookupIn(owner);
        try {
            return lookup == null ? null : lookup.findGetter(owner, name, type);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return null; // a superclass may have it
        }
    }

    private @Nullable Lookup lookupIn(Class<?> owner) {
        if (!loaded.open(owner)) {
            closed.add(owner.getModule().getName() + "/" + owner.getPackageName());
            return null;
        }
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("open and closed: " + owner.getPackageName(), e);
        }
    }

    /** Packages of modules that were asked for and are not open to this library, as {@code --add-opens} names them. */
    public Set<String> closed() {
        return Set.copyOf(closed);
    }
}
