package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;

/** Values as short text, where there is no room for what is inside or nothing inside. */
final class ValueWords {

    /** What redaction puts in place of a secret. */
    private static final String MASKED = "[Filtered]";

    private static final int TYPE = 120;
    private static final int WHY = 120;
    private static final int IDENTITY = 16;

    private ValueWords() {}

    /** {@code com.acme.Order@1f2e3d}. */
    static String label(Value.Structure object) {
        return label(object.type(), object.identity());
    }

    static String elsewhere(Value.Structure object) {
        return elsewhere(object.type(), object.identity());
    }

    /** {@code com.acme.Order@1f2e3d {12 fields}}, or the label alone where there is nothing inside. */
    static String closed(Value.Structure object) {
        return label(object)
                + switch (object.shape()) {
                    case FIELDS -> total(object) == 0 ? "" : " {" + count(object, "field", "fields") + "}";
                    case ITEMS -> total(object) == 0 ? " []" : " [" + count(object, "item", "items") + "]";
                    case ENTRIES -> total(object) == 0 ? " {}" : " {" + count(object, "entry", "entries") + "}";
                };
    }

    /** What is neither plain nor a text nor an object with members. */
    static String fixed(Value value) {
        if (value instanceof Value.Reference reference) {
            return elsewhere(reference.type(), reference.identity());
        }
        if (value instanceof Value.Unread unread) {
            String type = unread.type().isEmpty() ? "" : Texts.cut(unread.type(), TYPE) + " ";
            return type + "<" + Texts.cut(unread.why(), WHY) + ">";
        }
        return MASKED;
    }

    /** {@code [12 of 5,000]}. */
    static String shown(int shown, Value.Structure object) {
        return "[" + number(shown) + " of " + number(total(object)) + "]";
    }

    /** {@code … +4,096 chars}. */
    static String cut(long chars) {
        return Texts.MARK + " +" + number(chars) + " chars";
    }

    private static String count(Value.Structure object, String one, String many) {
        long total = total(object);
        return number(total) + " " + (total == 1 ? one : many);
    }

    private static long total(Value.Structure object) {
        return Math.max(object.total(), object.members().size());
    }

    private static String elsewhere(String type, String identity) {
        return label(type, identity) + " (described elsewhere)";
    }

    private static String label(String type, String identity) {
        String name = Texts.cut(type, TYPE);
        return identity.isEmpty() ? name : name + "@" + Texts.cut(identity, IDENTITY);
    }

    /** {@code 4,096}: this is called for every value, and formatting is slow. */
    private static String number(long number) {
        StringBuilder digits = new StringBuilder(Long.toString(number));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }
}
