package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object while it is being read. Holds no live object but its class. */
final class Node implements Content {

    /**
     * A member.
     *
     * @param owner the class that declares the field; of an entry, the enum that its key is of; else null
     * @param field its name in the class file; empty for items and entries
     */
    record Part(String name, Content content, @Nullable Class<?> owner, String field) {}

    final Class<?> type;
    final String identity;
    final int level;
    final boolean closed;
    private final List<Part> parts = new ArrayList<>();
    private Shape shape = Shape.FIELDS;
    private long total;
    private String unread = "";
    private @Nullable Value finished;

    /**
     * Of an object of which nothing is read yet.
     *
     * @param level 1 for what a variable holds
     * @param closed whether what is inside is not wanted
     */
    Node(Class<?> type, String identity, int level, boolean closed) {
        this.type = type;
        this.identity = identity;
        this.level = level;
        this.closed = closed;
    }

    void shape(Shape value, long members) {
        shape = value;
        total = members;
    }

    /** Forgets what was read. */
    void reset() {
        shape(Shape.FIELDS, 0);
        parts.clear();
        unread = "";
    }

    void add(Part part) {
        parts.add(part);
    }

    int size() {
        return parts.size();
    }

    /** Why nothing was read of it. */
    void unread(String why) {
        unread = why;
    }

    /** A value that says all, e.g. text. */
    void finish(Value value) {
        finished = value;
    }

    Shape shape() {
        return shape;
    }

    long total() {
        return total;
    }

    String unread() {
        return unread;
    }

    @Nullable
    Value finished() {
        return finished;
    }

    List<Part> parts() {
        return parts;
    }
}
