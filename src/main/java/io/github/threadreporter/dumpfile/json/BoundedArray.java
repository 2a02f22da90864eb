package io.github.threadreporter.dumpfile.json;

import java.io.IOException;
import java.util.List;

/** An array of which as many elements are read as there is room for. */
final class BoundedArray {

    /** Reads one element. */
    @FunctionalInterface
    interface Element<T> {
        T read() throws IOException;
    }

    private BoundedArray() {}

    /** Returns how many elements were left out. */
    static <T> int read(JsonCursor json, List<T> into, int most, Element<T> element) throws IOException {
        int left = 0;
        json.beginArray();
        while (json.nextElement()) {
            if (into.size() < most) {
                into.add(element.read());
            } else {
                json.skip();
                left++;
            }
        }
        return left;
    }
}
