package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.Value;

/** A value as it was read: what an object is may stand later in the document. */
sealed interface ReadValue {

    ReadValue NULL = new Finished(Value.NULL);

    /** It refers to nothing. */
    record Finished(Value value) implements ReadValue {}

    /** One of the objects of the document. */
    record Numbered(int object) implements ReadValue {}

    /** A member of an object, or a variable. */
    record Named(String name, ReadValue value) {}
}
