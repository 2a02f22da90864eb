package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.sentry.SentryLockReason;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The frames of one thread in the order in which Sentry wants them: oldest first. */
final class Stacks {

    private static final String GAP = "… frames left out …";
    private static final String NOT_COLLECTED = "… older frames left out …";

    /** What stands around the frames, the trailing comma of the last one taken off. */
    static final int WRAPPER_BYTES = ",\"stacktrace\":{\"frames\":[],\"snapshot\":true}".length() - 1;

    private Stacks() {}

    /**
     * Builds what is sent of a stack.
     *
     * @param stack has at least one frame; a thread without any has no stack trace, since the server takes an empty one
     *     for an error
     * @param locks by index of the frame, 0 being the newest
     */
    static SentryStackTrace convert(StackTrace stack, Detail detail, Map<Integer, SentryLockReason> locks, Cuts cuts) {
        FrameWindow window = FrameWindow.of(stack, detail);
        BitSet around = keepingAround(stack, FrameWindow.of(stack, Detail.FULL));
        List<SentryStackFrame> sent = new ArrayList<>(window.size() + 2);
        sent.addAll(notCollected(stack));
        for (int i = window.total() - 1; i >= 0; i--) {
            if (i == window.newest() + window.gap() - 1 && window.gap() > 0) {
                sent.add(Frames.marker(GAP, window.gap()));
            }
            if (window.contains(i)) {
                SentryStackFrame frame = convert(stack.frames().get(i), detail, around.get(i), cuts);
                frame.setLock(locks.get(i));
                sent.add(frame);
            }
        }
        SentryStackTrace converted = new SentryStackTrace(sent);
        converted.setSnapshot(true); // not the place of an error
        return converted;
    }

    /** Which frames keep the lines around theirs, where source is sent at all. */
    static BitSet keepingAround(StackTrace stack, FrameWindow widest) {
        return SourceAllowance.of(
                stack.frames(), widest, (widest.gap() > 0 ? 1 : 0) + (stack.framesCut() == 0 ? 0 : 1));
    }

    /** The size of the frames that mark what is missing, each with a comma. */
    static int markersSize(StackTrace stack, FrameWindow window) {
        int size = 0;
        for (SentryStackFrame marker : notCollected(stack)) {
            size += ByteCounter.sizeOf(marker) + 1;
        }
        return window.gap() == 0 ? size : size + ByteCounter.sizeOf(Frames.marker(GAP, window.gap())) + 1;
    }

    private static List<SentryStackFrame> notCollected(StackTrace stack) {
        return stack.framesCut() == 0 ? List.of() : List.of(Frames.marker(NOT_COLLECTED, stack.framesCut()));
    }

    private static SentryStackFrame convert(Frame frame, Detail detail, boolean around, Cuts cuts) {
        SentryStackFrame sent = Frames.bare(frame, cuts);
        SourceContext source = frame.source();
        if (source != null && detail.showsSource(frame.inApp())) {
            Frames.addLine(sent, source);
            if (around) {
                Frames.addAround(sent, source);
            }
        }
        return sent;
    }
}
