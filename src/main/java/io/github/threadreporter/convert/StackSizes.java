package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import java.util.BitSet;
import java.util.List;

/** The sizes of the parts of one stack, measured once, from which the size in every {@link Detail} is a sum. */
final class StackSizes {

    private final StackTrace stack;
    private final int[] bare;
    private final FrameWindow widest;
    private int systemSource;
    private int appSource;
    private int systemSourced;
    private int appSourced;
    private int withoutAround;

    StackSizes(StackTrace stack) {
        this.stack = stack;
        this.widest = FrameWindow.of(stack, Detail.FULL);
        this.bare = new int[stack.frames().size()];
        BitSet around = Stacks.keepingAround(stack, widest);
        List<Frame> frames = stack.frames();
        for (int i = 0; i < frames.size(); i++) {
            if (widest.contains(i)) {
                measure(i, frames.get(i), around.get(i));
            }
        }
    }

    private void measure(int index, Frame frame, boolean keepsAround) {
        bare[index] = Frames.bareSize(frame);
        SourceContext source = frame.source();
        if (source == null) {
            return;
        }
        int size = Frames.lineSize(source) + (keepsAround ? Frames.aroundSize(source) : 0);
        withoutAround += keepsAround ? 0 : 1;
        if (frame.inApp()) {
            appSource += size;
            appSourced++;
        } else {
            systemSource += size;
            systemSourced++;
        }
    }

    /** The size of all frames, each with a comma, without locks. */
    int bytes(Detail detail) {
        FrameWindow window = FrameWindow.of(stack, detail);
        int size = Stacks.markersSize(stack, window);
        for (int i = 0; i < window.newest(); i++) {
            size += bare[i];
        }
        for (int i = window.newest() + window.gap(); i < window.total(); i++) {
            size += bare[i];
        }
        return size + (detail.showsSource(false) ? systemSource : 0) + (detail.showsSource(true) ? appSource : 0);
    }

    /** Counts what that detail leaves out, beyond what no event could hold. */
    void count(Detail detail, String limit, Cuts cuts) {
        cuts.add("frames", widest.gap(), "framesOfThread=" + ServerLimits.FRAMES);
        cuts.add("frames", FrameWindow.of(stack, detail).gap() - widest.gap(), limit);
        if (!detail.showsSource(false)) {
            cuts.add("source of system frames", systemSourced, limit);
        }
        if (detail.showsSource(true)) {
            cuts.add(
                    "lines around a frame's line",
                    withoutAround,
                    "framesWithSource=" + ServerLimits.FRAMES_WITH_SOURCE);
        } else {
            cuts.add("source of application frames", appSourced, limit);
        }
    }
}
