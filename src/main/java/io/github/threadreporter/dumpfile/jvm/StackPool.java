package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equal frames, stacks and texts of a file are one instance. All keys are strings and numbers, which a {@code HashMap}
 * can order: a file made of hash collisions costs no more than another. Not thread-safe.
 */
final class StackPool {

    private final Budget budget;
    private final Map<String, @Nullable Frame> byText = new HashMap<>();
    private final Map<String, Frame> byMeaning = new HashMap<>();
    private final IdentityHashMap<Frame, Integer> numbers = new IdentityHashMap<>();

    /** A stack is a path of frame numbers from its newest frame; each step leads from a place to the next. */
    private final Map<Long, Integer> steps = new HashMap<>();

    private final Map<Long, StackTrace> stacks = new HashMap<>();

    StackPool(Budget budget) {
        this.budget = budget;
    }

    /** The frame of that text, or null where the text is none. */
    @Nullable
    Frame frame(String text) {
        Frame known = byText.get(text);
        if (known != null) {
            return known;
        }
        Frame parsed = FrameText.parse(text);
        if (parsed == null) {
            return null;
        }
        String meaning = parsed.className()
                + '\n'
                + parsed.method()
                + '\n'
                + parsed.file()
                + '\n'
                + parsed.line()
                + '\n'
                + parsed.module();
        Frame frame = byMeaning.putIfAbsent(meaning, parsed);
        if (frame == null) {
            frame = parsed;
            numbers.put(frame, numbers.size() + 1);
            budget.keep(meaning.length());
        }
        byText.put(text, frame);
        budget.keep(text.length() + Budget.OBJECT);
        return frame;
    }

    /** @param frames of this pool, newest first */
    StackTrace stack(List<Frame> frames, int cut) {
        int place = 0;
        for (Frame frame : frames) {
            long step = ((long) place << 32) | numbers.getOrDefault(frame, 0);
            Integer next = steps.get(step);
            if (next == null) {
                next = steps.size() + 1;
                steps.put(step, next);
                budget.keep(Budget.OBJECT);
            }
            place = next;
        }
        return stacks.computeIfAbsent(((long) place << 32) | (cut & 0xffffffffL), key -> new StackTrace(frames, cut));
    }
}
