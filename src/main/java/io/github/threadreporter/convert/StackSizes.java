package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sizes of the parts of one thread's stack, measured once, from which the size in every {@link Detail} is a sum. */
final class StackSizes {

    private final StackTrace stack;
    private final int[] bare;
    private final FrameWindow widest;
    private int systemSource;
    private int appSource;
    private int systemSourced;
    private int appSourced;
    private int withoutAround;
    private int systemVariables;
    private int appVariables;
    private int systemFramesWithVariables;
    private int appFramesWithVariables;
    private int withoutVariables;

    StackSizes(StackTrace stack, StackVariables variables) {
        this.stack = stack;
        this.widest = FrameWindow.of(stack, Detail.FULL);
        this.bare = new int[stack.frames().size()];
        FrameAllowance allowance = FrameAllowance.of(stack);
        List<Frame> frames = stack.frames();
        for (int i = 0; i < frames.size(); i++) {
            if (widest.contains(i)) {
                bare[i] = Frames.bareSize(frames.get(i));
                measureSource(frames.get(i), allowance.keeps(i));
                measureVariables(frames.get(i), variables.at(i), allowance.keeps(i));
            }
        }
    }

    private void measureSource(Frame frame, boolean keepsAround) {
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

    private void measureVariables(Frame frame, @Nullable FrameVars variables, boolean keeps) {
        if (variables == null) {
            return;
        }
        if (!keeps) {
            withoutVariables++;
        } else if (frame.inApp()) {
            appVariables += Frames.variablesSize(variables);
            appFramesWithVariables++;
        } else {
            systemVariables += Frames.variablesSize(variables);
            systemFramesWithVariables++;
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
        return size
                + (detail.showsSource(false) ? systemSource : 0)
                + (detail.showsSource(true) ? appSource : 0)
                + (detail.showsVariables(false) ? systemVariables : 0)
                + (detail.showsVariables(true) ? appVariables : 0);
    }

    /** Counts what that detail leaves out, beyond what no event could hold. */
    void count(Detail detail, String limit, Cuts cuts) {
        cuts.add("frames", widest.gap(), "framesOfThread=" + ServerLimits.FRAMES);
        cuts.add("frames", FrameWindow.of(stack, detail).gap() - widest.gap(), limit);
        countSource(detail, limit, cuts);
        countVariables(detail, limit, cuts);
    }

    private void countSource(Detail detail, String limit, Cuts cuts) {
        if (!detail.showsSource(false)) {
            cuts.add("source of system frames", systemSourced, limit);
        }
        if (detail.showsSource(true)) {
            cuts.add(
                    "lines around a frame's line",
                    withoutAround,
                    "framesWithSource=" + ServerLimits.FRAMES_WITH_DETAIL);
        } else {
            cuts.add("source of application frames", appSourced, limit);
        }
    }

    private void countVariables(Detail detail, String limit, Cuts cuts) {
        if (!detail.showsVariables(false)) {
            cuts.add("variables of system frames", systemFramesWithVariables, limit);
        }
        if (detail.showsVariables(true)) {
            cuts.add("variables of frames", withoutVariables, "framesWithVariables=" + ServerLimits.FRAMES_WITH_DETAIL);
        } else {
            cuts.add("variables of application frames", appFramesWithVariables, limit);
        }
    }
}
