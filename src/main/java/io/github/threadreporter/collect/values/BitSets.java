package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets that keep a bit for each of what may be in them. */
final class BitSets {

    private BitSets() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.util.BitSet", (object, fields, into) -> {
            if (fields.get(object, "words") instanceof long[] words) {
                items(words, null, into);
            }
        });
        readers.put("java.util.RegularEnumSet", (object, fields, into) -> {
            if (fields.get(object, "universe") instanceof Object[] all) {
                items(new long[] {fields.number(object, "elements")}, all, into);
            }
        });
        readers.put("java.util.JumboEnumSet", (object, fields, into) -> {
            if (fields.get(object, "elements") instanceof long[] words
                    && fields.get(object, "universe") instanceof Object[] all) {
                items(words, all, into);
            }
        });
    }

    /** @param names what the bits stand for; null where they stand for their index */
    private static void items(long[] words, @Nullable Object @Nullable [] names, Sink into) {
        long count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        into.begin(Shape.ITEMS, count);
        for (int i = 0; i < words.length; i++) {
            for (long bits = words[i]; bits != 0; bits &= bits - 1) {
                int index = i * Long.SIZE + Long.numberOfTrailingZeros(bits);
                if (!into.item(names == null ? (Object) index : index < names.length ? names[index] : null)) {
                    return;
                }
            }
        }
    }
}
