package io.github.threadreporter.collect.values;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Value;
import org.jspecify.annotations.Nullable;

/** Puts what is found into a node, as much as limits allow. */
final class NodeSink implements Sink {

    private final Node node;
    private final Reached reached;
    private final CaptureLimits limits;
    private int most;

    NodeSink(Node node, Reached reached, CaptureLimits limits) {
        this.node = node;
        this.reached = reached;
        this.limits = limits;
        this.most = limits.variableFields();
    }

    int size() {
        return node.size();
    }

    boolean isFull() {
        return node.size() >= most;
    }

    /** Whether the fields of the application's classes have a place beside what is there. */
    boolean takesFields() {
        return node.finished() == null && node.shape() == Value.Shape.FIELDS;
    }

    @Override
    public void begin(Value.Shape shape, long total) {
        node.shape(shape, total);
        most = shape == Value.Shape.FIELDS ? limits.variableFields() : limits.variableItems();
    }

    @Override
    public boolean item(@Nullable Object item) {
        if (!isFull()) {
            put(new Node.Part(Integer.toString(node.size()), inside(item), null, ""));
        }
        return !isFull();
    }

    @Override
    public boolean entry(@Nullable Object key, @Nullable Object value) {
        if (!isFull()) {
            put(reached.entry(key, inside(value)));
        }
        return !isFull();
    }

    @Override
    public void field(String name, @Nullable Object value) {
        put(new Node.Part(name, inside(value), null, ""));
        node.shape(Value.Shape.FIELDS, node.size());
    }

    /** Adds a field of the application's; the compiler's names for captured variables are made readable. */
    void field(FieldAccess.FieldInfo field, @Nullable Object value) {
        String name = field.name().startsWith("val$") ? field.name().substring(4) : field.name();
        put(new Node.Part(name, inside(value), field.declaringClass(), field.name()));
    }

    @Override
    public void finish(Value value) {
        node.finish(value);
        reached.count(value);
    }

    @Override
    public int mostChars() {
        return limits.variableText();
    }

    private void put(Node.Part part) {
        reached.count(part.name());
        node.add(part);
    }

    private Content inside(@Nullable Object object) {
        return reached.content(object, node.level + 1, false);
    }
}
