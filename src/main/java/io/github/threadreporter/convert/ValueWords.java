package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;
import java.util.Locale;

/** Values as short text, where there is no room for what is inside or nothing inside. */
final class ValueWords {

    /** What redaction puts in place of a secret. */
    static final String MASKED = "[Filtered]";

    /** Stands before an object that is described in another place. */
    private static final String ELSEWHERE = "→ ";

    private static final int TYPE = 120;
    private static final int WHY = 120;

    private ValueWords() {}

    /** {@code com.acme.Order@1f2e3d}. */
    static String label(Value.Structure object) {
        return label(object.type(), object.identity());
    }

    static String elsewhere(Value.Structure object) {
        return ELSEWHERE + label(object);
    }

    static String elsewhere(Value.Reference reference) {
        return ELSEWHERE + label(reference.type(), reference.identity());
    }

    /** {@code com.acme.Order@1f2e3d {12 fields}}: never shorter than {@link #elsewhere}. */
    static String closed(Value.Structure object) {
        String number = number(Math.max(object.total(), object.members().size()));
        return label(object)
                + switch (object.shape()) {
                    case FIELDS -> " {" + number + " fields}";
                    case ITEMS -> " [" + number + " items]";
                    case ENTRIES -> " {" + number + " entries}";
                };
    }

    static String unread(Value.Unread unread) {
        String type = unread.type().isEmpty() ? "" : Texts.cut(unread.type(), TYPE) + ": ";
        return "<" + type + Texts.cut(unread.why(), WHY) + ">";
    }

    /** {@code [12 of 5,000]}. */
    static String shown(int shown, Value.Structure object) {
        return "[" + number(shown) + " of " + number(Math.max(object.total(), object.members().size())) + "]";
    }

    /** {@code … +4,096 chars}. */
    static String cut(long chars) {
        return Texts.MARK + " +" + number(chars) + " chars";
    }

    private static String label(String type, String identity) {
        String name = Texts.cut(type, TYPE);
        return identity.isEmpty() ? name : name + "@" + Texts.cut(identity, 16);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
