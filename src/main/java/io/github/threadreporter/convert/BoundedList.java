package io.github.threadreporter.convert;

import java.util.ArrayList;
import java.util.List;

/** A list of texts that never grows beyond a number of bytes of JSON. Not thread-safe. */
final class BoundedList {

    /** Room for the text that tells how many are missing. */
    private static final int MARK_BYTES = 80;

    private final List<String> texts = new ArrayList<>();
    private final int most;
    private int left;

    BoundedList(int bytes) {
        this.most = bytes;
        this.left = bytes - MARK_BYTES;
    }

    /** Adds a text, or returns false where it does not fit: then no more may be added. */
    boolean add(String text) {
        int size = JsonSize.of(text) + 1;
        if (size > left) {
            return false;
        }
        left -= size;
        texts.add(text);
        return true;
    }

    /** As many of the texts as fit. */
    BoundedList addAll(List<String> all) {
        for (String text : all) {
            if (!add(text)) {
                break;
            }
        }
        return this;
    }

    /** The texts, where none is missing. */
    List<String> texts() {
        return texts;
    }

    /** The texts out of {@code total}; what is missing is told by a text of its own and counted. */
    List<String> toList(String what, int total, Cuts cuts) {
        int missing = total - texts.size();
        cuts.add(what, missing, "bytes=" + most);
        return missing == 0 ? texts : endingWith(Texts.MARK + " and " + missing + " more");
    }

    /** The texts with a last one for which room is kept; at most 60 characters. */
    List<String> endingWith(String last) {
        texts.add(last);
        return texts;
    }
}
