package io.github.threadreporter.enrich.redact;

import io.github.threadreporter.model.Value;
import java.util.Set;

/** Text that is not held as one: a secret in a {@code char[]} or {@code byte[]} is a secret all the same. */
final class SpelledText {

    private static final Set<String> PRIMITIVE_ARRAYS =
            Set.of("char[]", "byte[]", "short[]", "int[]", "long[]", "float[]", "double[]", "boolean[]");

    private SpelledText() {}

    static boolean isPrimitiveArray(Value.Structure object) {
        return object.shape() == Value.Shape.ITEMS && PRIMITIVE_ARRAYS.contains(object.type());
    }

    /** The items as one text, where all of them are characters, or numbers that stand for visible ASCII; else empty. */
    static String of(Value.Structure object) {
        if (object.shape() != Value.Shape.ITEMS) {
            return "";
        }
        StringBuilder text = new StringBuilder(object.members().size());
        for (Value.Member member : object.members()) {
            int code = code(member.value());
            if (code < 0) {
                return "";
            }
            text.append((char) code);
        }
        return text.toString();
    }

    private static int code(Value value) {
        if (value instanceof Value.Text text && text.text().length() == 1) {
            return text.text().charAt(0);
        }
        if (value instanceof Value.Plain plain && plain.value() instanceof Number number) {
            boolean visible = number.doubleValue() >= ' ' && number.doubleValue() <= '~';
            return visible ? number.intValue() : -1;
        }
        return -1;
    }
}
