package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;
import java.util.List;

/** A text of which the beginning is shown, and how much more there is. Not thread-safe. */
final class ShownText implements ShownValue {

    /** A text up to here is shown whole from the start. */
    private static final int SHORT = 40;

    /** Less room than this is not worth another beginning. */
    private static final int STEP = 16;

    private final Value.Text text;
    private final int whole;
    private String shown;
    private int bytes;

    ShownText(Value.Text text) {
        this.text = text;
        this.shown = text.cut() > 0 ? text.text() + ValueWords.cut(text.cut()) : text.text();
        this.whole = ServerBytes.of(shown);
        this.bytes = whole;
        if (whole > SHORT) {
            show(SHORT);
        }
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public int grow(int room) {
        int before = bytes;
        if (isCut() && (room >= whole - bytes || room >= STEP)) {
            show(bytes + room);
        }
        return bytes - before;
    }

    private void show(int most) {
        String all = text.text();
        int left = most - ServerBytes.of(ValueWords.cut(all.length() + text.cut()));
        int end = most >= whole ? all.length() : 0;
        while (end < all.length()) {
            int next = end + Character.charCount(all.codePointAt(end));
            left -= ServerBytes.ofChars(all, end, next);
            if (left < 0) {
                break;
            }
            end = next;
        }
        long cut = all.length() - end + text.cut();
        shown = cut > 0 ? all.substring(0, end) + ValueWords.cut(cut) : all;
        bytes = ServerBytes.of(shown);
    }

    @Override
    public List<ShownValue> inside() {
        return List.of();
    }

    @Override
    public boolean isCut() {
        return bytes < whole;
    }

    @Override
    public String finished() {
        return shown;
    }
}
