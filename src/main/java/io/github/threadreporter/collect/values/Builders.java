package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import java.nio.ByteOrder;
import java.util.Map;

/** The head of text that is being built, without its lock. */
final class Builders {

    private Builders() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.lang.StringBuilder", Builders::read);
        readers.put("java.lang.StringBuffer", Builders::read);
    }

    private static void read(Object builder, Fields fields, Sink into) {
        long count = fields.number(builder, "count");
        if (!(fields.get(builder, "value") instanceof byte[] value) || count < 0) {
            return;
        }
        boolean narrow = fields.number(builder, "coder") == 0;
        int there = narrow ? value.length : value.length / 2;
        int shown = (int) Math.min(Math.min(count, there), into.mostChars());
        char[] text = new char[shown];
        for (int i = 0; i < shown; i++) {
            text[i] = narrow ? (char) (value[i] & 0xFF) : wide(value, i);
        }
        into.finish(new Value.Text(builder.getClass().getName(), new String(text), count - shown));
    }

    private static char wide(byte[] value, int index) {
        int first = value[2 * index] & 0xFF;
        int second = value[2 * index + 1] & 0xFF;
        boolean bigEndian = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
        return (char) (bigEndian ? first << 8 | second : second << 8 | first);
    }
}
