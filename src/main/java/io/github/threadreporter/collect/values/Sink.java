package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import org.jspecify.annotations.Nullable;

/** Takes what is found inside of one object, and says when it is enough. */
interface Sink {

    /**
     * Begins, with how many members there are in all, or {@link Value.Structure#UNKNOWN}.
     *
     * @param total as the object itself says; it may be changing
     */
    void begin(Shape shape, long total);

    /** Adds an item; returns false where no more are wanted. */
    boolean item(@Nullable Object item);

    /** Adds an entry; returns false where no more are wanted. */
    boolean entry(@Nullable Object key, @Nullable Object value);

    /** Adds something named that is no field of the application's. */
    void field(String name, @Nullable Object value);

    /** The object is told by this alone. */
    void finish(Value value);

    /** How many characters of a text are wanted. */
    int mostChars();

    /** The object is told by that text alone, which is cut where it is longer than wanted. */
    default void text(String type, String text) {
        int end = Math.min(text.length(), mostChars());
        finish(new Value.Text(type, text.substring(0, end), text.length() - end));
    }
}
