package io.github.threadreporter.internal;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Calls handles whose targets are known not to throw checked exceptions. */
final class Handles {

    private Handles() {}

    static @Nullable Object call(MethodHandle handle, @Nullable Object argument) {
        try {
            return handle.invoke(argument);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("unexpected: " + e, e);
        }
    }
}
