package io.github.threadreporter.collect;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that stand at the same place share one stack, and stacks share their frames: 100,000 virtual threads in
 * three shapes cost three stacks. Lives for one capture. Not thread-safe.
 */
final class StackInterner {

    private final Map<List<StackTraceElement>, StackTrace> stacks = new HashMap<>();
    private final Map<StackTraceElement, Frame> frames = new HashMap<>();
    private final CaptureLimits limits;
    private final CutCounter cuts;

    StackInterner(CaptureLimits limits, CutCounter cuts) {
        this.limits = limits;
        this.cuts = cuts;
    }

    /** A stack of which the JVM gave everything. */
    StackTrace complete(List<StackTraceElement> elements) {
        int most = limits.framesPerStack();
        return intern(elements.subList(0, Math.min(most, elements.size())), Math.max(0, elements.size() - most));
    }

    /** A stack that the JVM itself cut at the limit, without telling how much. */
    StackTrace limited(StackTraceElement[] elements) {
        return intern(Arrays.asList(elements), elements.length >= limits.framesPerStack() ? -1 : 0);
    }

    private StackTrace intern(List<StackTraceElement> elements, int cut) {
        if (cut != 0) {
            // Of a stack that the JVM cut, "at least one" is all that is known.
            cuts.add("oldest frames of deep stacks", Math.max(1, cut), "framesPerStack=" + limits.framesPerStack());
        }
        StackTrace known = stacks.get(elements);
        if (known != null && known.framesCut() == cut) {
            return known;
        }
        List<Frame> converted = new ArrayList<>(elements.size());
        for (StackTraceElement element : elements) {
            converted.add(frames.computeIfAbsent(element, Frame::of));
        }
        StackTrace stack = new StackTrace(converted, cut);
        stacks.put(List.copyOf(elements), stack);
        return stack;
    }
}
