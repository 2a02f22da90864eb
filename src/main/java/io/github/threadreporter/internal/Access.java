package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Handles to members of the JDK that are not part of its API. Looking one up has three outcomes, and the caller must
 * tell them apart: found, not there in this JDK, and there but in a package that is not open to us.
 */
final class Access {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** A member that this JDK does not have, or does not let us use. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    private Access() {}

    static Class<?> type(String name) throws Unavailable {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw new Unavailable("this JDK has no " + name, e);
        }
    }

    static MethodHandle method(Class<?> type, String name, Class<?>... parameters) throws Unavailable {
        try {
            Method method = type.getDeclaredMethod(name, parameters);
            open(method, type);
            return LOOKUP.unreflect(method);
        } catch (NoSuchMethodException e) {
            throw new Unavailable("this JDK has no " + type.getName() + "." + name, e);
        } catch (IllegalAccessException e) {
            throw closed(type, e);
        }
    }

    static MethodHandle getter(Class<?> type, String name) throws Unavailable {
        try {
            Field field = type.getDeclaredField(name);
            open(field, type);
            return LOOKUP.unreflectGetter(field);
        } catch (NoSuchFieldException e) {
            throw new Unavailable("this JDK has no " + type.getName() + "." + name, e);
        } catch (IllegalAccessException e) {
            throw closed(type, e);
        }
    }

    private static void open(AccessibleObject member, Class<?> type) throws Unavailable {
        if (!member.trySetAccessible()) {
            throw closed(type, null);
        }
    }

    private static Unavailable closed(Class<?> type, @Nullable Exception cause) {
        return new Unavailable("package " + type.getPackageName() + " is not open to this library", cause);
    }
}
