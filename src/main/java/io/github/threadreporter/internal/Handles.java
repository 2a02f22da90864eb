package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Calls handles whose targets are known not to throw checked exceptions. What they throw is passed on. */
final class Handles {

    private Handles() {}

    /** A static method without parameters, which returns something. */
    static Object call(MethodHandle handle) {
        return required(callStatic(handle));
    }

    /** The getter of a static field. */
    static @Nullable Object callStatic(MethodHandle handle) {
        try {
            return handle.invoke();
        } catch (Throwable e) {
            throw passedOn(e);
        }
    }

    /** A getter, or a method without parameters, of that object; or a static method of one parameter. */
    static @Nullable Object call(MethodHandle handle, @Nullable Object argument) {
        try {
            return handle.invoke(argument);
        } catch (Throwable e) {
            throw passedOn(e);
        }
    }

    /** A method of one parameter, of that object. */
    static @Nullable Object call(MethodHandle handle, Object target, Object argument) {
        try {
            return handle.invoke(target, argument);
        } catch (Throwable e) {
            throw passedOn(e);
        }
    }

    static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("the JDK returned null");
        }
        return value;
    }

    private static RuntimeException passedOn(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException exception ? exception : new IllegalStateException("unexpected: " + e, e);
    }
}
