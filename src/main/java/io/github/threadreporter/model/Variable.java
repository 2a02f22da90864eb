package io.github.threadreporter.model;

/**
 * A local variable of one frame.
 *
 * @param name its name in the source, {@code this}, or for a parameter of a class without debug information {@code
 *     arg0} by position
 * @param kind what it is in its method
 * @param value what it held
 */
public record Variable(String name, Kind kind, Value value) {

    /** In the order in which they are shown, and in which they keep their room. */
    public enum Kind {
        RECEIVER,
        PARAMETER,
        LOCAL
    }

    public Variable withValue(Value other) {
        return new Variable(name, kind, other);
    }
}
