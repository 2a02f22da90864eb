package io.github.threadreporter.internal.jvmti;

import org.jspecify.annotations.Nullable;

/** Why there is no native library; the message is for the user. */
final class Lacking extends Exception {
    private static final long serialVersionUID = 1;

    Lacking(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
