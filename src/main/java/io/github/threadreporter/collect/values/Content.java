package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;

/** What a variable, a field, an item holds: a value that needs no reading, or an object. */
sealed interface Content permits Content.Leaf, Node {

    /** A value that is finished at once. */
    record Leaf(Value value) implements Content {}
}
