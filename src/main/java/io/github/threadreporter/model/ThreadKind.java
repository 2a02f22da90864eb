package io.github.threadreporter.model;

import java.util.Locale;

/** What carries the work: an operating system thread, or a virtual thread. */
public enum ThreadKind {
    PLATFORM,
    VIRTUAL;

    /** {@code platform} or {@code virtual}, as in the tag {@code thread.kind}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
