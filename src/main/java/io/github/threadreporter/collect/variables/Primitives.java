package io.github.threadreporter.collect.variables;

import io.github.threadreporter.model.Value;
import org.jspecify.annotations.Nullable;

/** Primitive values for the model. */
final class Primitives {

    private Primitives() {}

    /** @param boxed a box of one of the eight primitive types, or null */
    static Value value(@Nullable Object boxed) {
        if (boxed == null) {
            return Value.NULL;
        }
        if (boxed instanceof Character c) {
            return new Value.Text("char", c.toString(), 0);
        }
        if (boxed instanceof Boolean) {
            return new Value.Plain(boxed);
        }
        if (boxed instanceof Float f) {
            return Float.isFinite(f) ? new Value.Plain(f) : new Value.Text("float", Float.toString(f), 0);
        }
        return boxed instanceof Double d ? Value.of(d.doubleValue()) : Value.of(((Number) boxed).longValue());
    }
}
