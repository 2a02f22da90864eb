package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;
import java.util.List;

/** A text of which the beginning is shown, and how much more there is. Not thread-safe. */
final class ShownText implements ShownValue {

    /** A text up to here is shown whole from the start. */
    private static final int SHORT = 40;

    /** Less room than this is not worth another beginning. */
    private static final int STEP = 16;

    /** No frame has room for more characters: they are not even counted. */
    private static final int LONGEST = ServerLimits.VARIABLE_BYTES;

    private final String text;
    private final long cut;
    private final int whole;
    private String shown;
    private int bytes;

    ShownText(Value.Text value) {
        String all = value.text();
        this.text = all.length() > LONGEST ? all.substring(0, LONGEST) : all;
        this.cut = value.cut() + all.length() - text.length();
        this.shown = cut > 0 ? text + ValueWords.cut(cut) : text;
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
        int end = most >= whole
                ? text.length()
                : ServerBytes.fitting(text, most - ServerBytes.of(ValueWords.cut(text.length() + cut)));
        long rest = text.length() - end + cut;
        shown = rest > 0 ? text.substring(0, end) + ValueWords.cut(rest) : text;
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
