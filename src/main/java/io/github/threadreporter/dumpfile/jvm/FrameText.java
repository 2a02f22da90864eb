package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One frame as text, in either form: {@code java.lang.Object.wait(java.base@17.0.15/Object.java:338)} as HotSpot writes
 * it, {@code app//com.acme.Stock.reserve(Stock.java:88)} as {@link StackTraceElement} does.
 */
final class FrameText {

    private static final int NATIVE = -2;

    /** Line numbers of class files have at most five digits. */
    private static final int DIGITS = 7;

    private FrameText() {}

    /** The frame, or null where the text is none. */
    static @Nullable Frame parse(String text) {
        int open = openingOfLast(text);
        if (open <= 0) {
            return null;
        }
        String code = text.substring(0, open);
        String place = text.substring(open + 1, text.length() - 1);
        String module = null;
        int slash = place.indexOf('/');
        if (slash > 0) {
            module = place.substring(0, slash);
            place = place.substring(slash + 1);
        }
        slash = startOfClass(code);
        if (slash >= 0) {
            module = moduleOf(code.substring(0, slash));
            code = code.substring(slash + 1);
        }
        int dot = code.lastIndexOf('.');
        if (dot <= 0 || dot == code.length() - 1) {
            return null;
        }
        return Frame.of(element(module, code.substring(0, dot), code.substring(dot + 1), place));
    }

    private static StackTraceElement element(@Nullable String module, String className, String method, String place) {
        int colon = place.lastIndexOf(':');
        int line = place.equals("Native Method") ? NATIVE : number(place, colon + 1);
        boolean unknown = line == NATIVE || place.equals("Unknown Source") || place.equals("Redefined");
        String file = unknown || place.isEmpty() ? null : line > 0 ? place.substring(0, colon) : place;
        int at = module == null ? -1 : module.indexOf('@');
        String name = module == null || at < 0 ? module : module.substring(0, at);
        return new StackTraceElement(
                null, name == null || name.isEmpty() ? null : name, null, className, method, file, line);
    }

    /** Methods and files may have parentheses in their names: {@code Script.run((eval):3)}. */
    private static int openingOfLast(String text) {
        int open = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            open += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (open == 0) {
                return i == text.length() - 1 ? -1 : i;
            }
        }
        return -1;
    }

    /** The last slash that is not part of a hidden class's name, {@code Stock$$Lambda/0x00007fbfbc308ad8}, or -1. */
    private static int startOfClass(String code) {
        int slash = code.lastIndexOf('/');
        boolean hidden = slash >= 0 && slash + 1 < code.length() && Character.isDigit(code.charAt(slash + 1));
        return hidden ? code.lastIndexOf('/', slash - 1) : slash;
    }

    /** Of {@code loader/module@version}, {@code loader/}, {@code module@version} or a class loader alone. */
    private static @Nullable String moduleOf(String prefix) {
        int slash = prefix.lastIndexOf('/');
        if (slash >= 0) {
            return prefix.substring(slash + 1);
        }
        return prefix.equals("app") || prefix.equals("platform") ? null : prefix;
    }

    /** The digits from there to the end, or -1 where there is anything else. */
    private static int number(String text, int from) {
        if (from == 0 || from == text.length() || text.length() - from > DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
