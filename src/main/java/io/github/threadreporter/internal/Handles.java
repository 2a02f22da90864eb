package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Calls handles whose targets are known not to throw checked exceptions. What they throw is passed on. */
final class Handles {

    private Handles() {}

    /** A static method without parameters. */
    static Object call(MethodHandle handle) {
        try {
            return required(handle.invoke());
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
