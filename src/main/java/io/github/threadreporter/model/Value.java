package io.github.threadreporter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of the application as bounded, finished text: what a variable, a field, an item held. Nothing in it refers to
 * a live object.
 *
 * <p>An object that several variables refer to is described once in a capture, and they share that one instance. So
 * values are a graph without cycles, not a tree: walk them by identity, with a limit, and never by {@code equals} or
 * {@code hashCode}.
 */
public sealed interface Value {

    Value NULL = new Plain(null);

    /** The largest whole number that survives JSON readers that know only doubles. */
    long EXACT = (1L << 53) - 1;

    /**
     * A number, a boolean or null, as it is.
     *
     * @param value null, a {@code Boolean}, an {@code Integer}, {@code Short} or {@code Byte}, a {@code Long} up to
     *     {@link #EXACT} in size, or a finite {@code Double} or {@code Float}
     */
    record Plain(@Nullable Object value) implements Value {
        /** @throws IllegalArgumentException if it is none of these */
        public Plain {
            if (!isPlain(value)) {
                throw new IllegalArgumentException("value: " + value + " is no plain value");
            }
        }
    }

    /**
     * Text, and whatever else is told best as one: characters, constants of enums, times, numbers that JSON cannot hold.
     *
     * @param type binary name of its class or the name of the primitive type, e.g. {@code java.lang.String}
     * @param text the text without what was cut
     * @param cut how many characters were left out at its end
     */
    record Text(String type, String text, long cut) implements Value {}

    /**
     * An object with what is inside.
     *
     * @param type readable name of its class
     * @param identity its identity hash code in hexadecimal, or empty for values that have none to speak of
     * @param shape what its members are
     * @param members some of them; fewer than {@code total} where a limit cut
     * @param total how many there were, or {@value #UNKNOWN}
     */
    record Structure(String type, String identity, Shape shape, List<Member> members, long total) implements Value {

        public static final long UNKNOWN = -1;

        public Structure {
            members = List.copyOf(members);
        }

        /** How many members were left out; 0 where that is unknown. */
        public long cut() {
            return Math.max(0, total - members.size());
        }

        /** {@code com.acme.Order@1f2e3d}. */
        public String label() {
            return identity.isEmpty() ? type : type + "@" + identity;
        }
    }

    /** What the members of a structure are. */
    enum Shape {
        /** Fields, or the components of a record: named. */
        FIELDS,
        /** Items in their order, of an array or a collection: their names are their indices. */
        ITEMS,
        /** Entries of a map: their names are their keys as text. */
        ENTRIES
    }

    /** One field, item or entry. */
    record Member(String name, Value value) {}

    /** An object that is described elsewhere in this capture, e.g. the beginning of a cycle. */
    record Reference(String type, String identity) implements Value {}

    /**
     * Something that is not shown, in place of its value.
     *
     * @param type readable name of its class, or empty where that is unknown
     * @param why in words, e.g. {@code deeper than variableDepth=4}
     */
    record Unread(String type, String why) implements Value {}

    /**
     * A secret. Nothing of it is kept.
     *
     * @param rule the redaction rule that masked it, as in {@link Account#masked()}
     */
    record Masked(String rule) implements Value {}

    /** A whole number: plain where every reader of JSON will show it right, else as text. */
    static Value of(long number) {
        return number >= -EXACT && number <= EXACT ? new Plain(number) : new Text("long", Long.toString(number), 0);
    }

    /** A floating-point number: plain where it is finite, since JSON has no other, else as text. */
    static Value of(double number) {
        return Double.isFinite(number) ? new Plain(number) : new Text("double", Double.toString(number), 0);
    }

    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof Long number) {
            return number >= -EXACT && number <= EXACT;
        }
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        if (value instanceof Float number) {
            return Float.isFinite(number);
        }
        return value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte;
    }
}
