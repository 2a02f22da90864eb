package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.lang.reflect.Array;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arrays: the first items, bytes as hexadecimal text, characters as text. */
final class Arrays {

    private static final int MOST_BYTES = 32;

    private Arrays() {}

    static void register(Map<String, Reader> readers) {
        for (String type : new String[] {"Reference", "Integer", "Long"}) {
            readers.put(
                    "java.util.concurrent.atomic.Atomic" + type + "Array",
                    (object, fields, into) -> read(fields.get(object, "array"), fields, into));
        }
    }

    static void read(@Nullable Object array, Fields fields, Sink into) {
        if (array == null) {
            return;
        }
        int length = Array.getLength(array);
        if (array instanceof byte[] bytes) {
            into.finish(bytes(bytes));
        } else if (array instanceof char[] chars) {
            int shown = Math.min(length, into.mostChars());
            into.finish(new Value.Text("char[]", new String(chars, 0, shown), length - shown));
        } else {
            into.begin(Shape.ITEMS, length);
            int at = 0;
            while (at < length && into.item(Array.get(array, at))) {
                at++;
            }
        }
    }

    private static Value bytes(byte[] bytes) {
        StringBuilder text =
                new StringBuilder(MOST_BYTES * 2 + 24).append(bytes.length).append(" bytes");
        for (int i = 0; i < Math.min(bytes.length, MOST_BYTES); i++) {
            text.append(i == 0 ? ": " : "")
                    .append(Character.forDigit((bytes[i] >> 4) & 0xF, 16))
                    .append(Character.forDigit(bytes[i] & 0xF, 16));
        }
        return new Value.Text(
                "byte[]", text.append(bytes.length > MOST_BYTES ? "…" : "").toString(), 0);
    }
}
