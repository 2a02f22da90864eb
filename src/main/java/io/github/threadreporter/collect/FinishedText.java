package io.github.threadreporter.collect;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Text for a live object without running any code of its class. */
final class FinishedText {

    private FinishedText() {}

    /**
     * The value of the JDK's own immutable types; for everything else the class and identity, since its {@code
     * toString} is the application's code.
     */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte
                || value instanceof UUID) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(value));
    }
}
