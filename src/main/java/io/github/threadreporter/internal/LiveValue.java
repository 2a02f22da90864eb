package io.github.threadreporter.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a local variable held, or that it cannot be told. Holds a live object: read from it at once and let it go.
 *
 * @param isKnown false where the slot may have been given up by the compiler
 * @param value a primitive value in its box, an object, or null; null where it is not known
 */
public record LiveValue(boolean isKnown, @Nullable Object value) {

    static final LiveValue UNKNOWN = new LiveValue(false, null);

    static LiveValue of(@Nullable Object value) {
        return new LiveValue(true, value);
    }

    /** Without the value, whose own {@code toString} must not run. */
    @Override
    public String toString() {
        return isKnown ? "known" : "unknown";
    }
}
