package io.github.threadreporter.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A map that never grows beyond a number of bytes of JSON, and says how much it left out. Not thread-safe. */
final class BoundedMap {

    /** Room for the entry that tells how many are missing. */
    private static final int MARK_BYTES = 40;

    /** A text is shortened rather than left out while this much of it can stay. */
    private static final int SHORTEST = 48;

    private final Map<String, Object> entries = new LinkedHashMap<>();
    private final int most;
    private int left;
    private int shortened;
    private int missing;

    BoundedMap(int bytes) {
        this.most = bytes;
        this.left = bytes - MARK_BYTES;
    }

    /** Adds a finished value that is not to be shortened. */
    BoundedMap put(String key, Object value) {
        int size = JsonSize.field(key, JsonSize.ofValue(value));
        if (size > left) {
            missing++;
        } else {
            left -= size;
            entries.put(key, value);
        }
        return this;
    }

    /** The same, unless there is nothing to tell. */
    BoundedMap putIfAny(String key, Map<String, ?> value) {
        return value.isEmpty() ? this : put(key, value);
    }

    /** The same, unless there is nothing to tell. */
    BoundedMap putIfAny(String key, List<String> value) {
        return value.isEmpty() ? this : put(key, value);
    }

    /** Adds a text, shortened to a quarter of the map or to what is left. */
    BoundedMap text(String key, String text) {
        int room = Math.min(left - JsonSize.field(key, 0), most / 4);
        if (JsonSize.of(text) <= room) {
            return put(key, text);
        }
        if (room < SHORTEST) {
            missing++;
            return this;
        }
        shortened++;
        return put(key, Texts.cutToBytes(text, room));
    }

    /** Adds texts in the order of their keys. */
    BoundedMap texts(Map<String, String> texts) {
        new TreeMap<>(texts).forEach(this::text);
        return this;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    boolean isEmpty() {
        return entries.isEmpty() && missing == 0;
    }

    /** The entries; what is missing is told by an entry of its own and counted. */
    Map<String, Object> toMap(String what, Cuts cuts) {
        cuts.add("entries of " + what, missing, "bytes=" + most);
        cuts.add("texts of " + what, shortened, "bytes=" + most);
        if (missing > 0) {
            entries.put(Texts.MARK, missing + " more left out");
        }
        return entries;
    }
}
