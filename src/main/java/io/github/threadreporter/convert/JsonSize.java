package io.github.threadreporter.convert;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exact sizes of finished values as the JSON that the SDK writes, in bytes of UTF-8. An event is planned with these
 * instead of being written again and again.
 */
final class JsonSize {

    private JsonSize() {}

    /** A string with its quotes. */
    static int of(String text) {
        return 2 + chars(text, 0, text.length());
    }

    /** A field of an object: its key, its value of that size and a comma. */
    static int field(String key, int valueBytes) {
        return of(key) + 1 + valueBytes + 1;
    }

    /** A list of strings. */
    static int of(List<String> texts) {
        int size = 2 + Math.max(0, texts.size() - 1);
        for (String text : texts) {
            size += of(text);
        }
        return size;
    }

    /** A string, number, boolean, null, or a map or list of these. */
    static int ofValue(@Nullable Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Map<?, ?> map) {
            int size = 2 + Math.max(0, map.size() - 1);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += of((String) entry.getKey()) + 1 + ofValue(entry.getValue());
            }
            return size;
        }
        if (value instanceof List<?> list) {
            int size = 2 + Math.max(0, list.size() - 1);
            for (Object element : list) {
                size += ofValue(element);
            }
            return size;
        }
        return String.valueOf(value).length();
    }

    /** The characters from {@code from} to {@code to}, escaped. */
    static int chars(String text, int from, int to) {
        int size = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                size += ascii(c);
            } else if (c < 0x800) {
                size += 2;
            } else if (!Character.isSurrogate(c)) {
                size += c == '\u2028' || c == '\u2029' ? 6 : 3;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                size += 4;
                i++;
            } else {
                size += 1; // half of a pair is written as a question mark
            }
        }
        return size;
    }

    private static int ascii(char c) {
        if (c >= 0x20) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c == '\t' || c == '\b' || c == '\n' || c == '\r' || c == '\f' ? 2 : 6;
    }
}
