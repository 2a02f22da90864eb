package io.github.threadreporter.convert;

import io.github.threadreporter.model.FrameVariables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the frames of one stack show of its variables. Worked out when asked for, and not kept: there may be many. */
final class StackVariables {

    private final Map<Integer, FrameVariables> byIndex = new HashMap<>();
    private final int bytes;

    /** @param bytes most bytes of all values of one frame, as the server counts them */
    StackVariables(List<FrameVariables> frames, int bytes) {
        this.bytes = bytes;
        for (FrameVariables frame : frames) {
            if (!frame.variables().isEmpty() || !frame.missing().isEmpty()) {
                byIndex.put(frame.depth(), frame);
            }
        }
    }

    /** Most bytes of all values of one frame. */
    int bytes() {
        return bytes;
    }

    /** Those of the frame with that index, 0 being the newest; null where there is nothing to show. */
    @Nullable
    FrameVars at(int index) {
        FrameVariables frame = byIndex.get(index);
        return frame == null ? null : new FrameVars(frame, bytes);
    }
}
