package io.github.threadreporter.sample;

import java.util.Locale;

/** The two shapes that a capture can be sent in. */
enum Shape {
    ALL("captureAll"),
    EACH("captureEach");

    private final String method;

    Shape(String method) {
        this.method = method;
    }

    /** The reporter's method. */
    String method() {
        return method;
    }

    /**
     * By the end of its name, e.g. {@code all}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Shape named(String name) {
        for (Shape shape : values()) {
            if (shape.name().toLowerCase(Locale.ROOT).equals(name)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("captures are all or each, not '" + name + "'");
    }
}
