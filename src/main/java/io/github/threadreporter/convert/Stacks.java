package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.sentry.SentryLockReason;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
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
    static SentryStackTrace convert(
            StackTrace stack,
            Detail detail,
            Map<Integer, SentryLockReason> locks,
            StackVariables variables,
            Cuts cuts) {
        FrameWindow window = FrameWindow.of(stack, detail);
        FrameAllowance allowance = FrameAllowance.of(stack);
        List<SentryStackFrame> sent = new ArrayList<>(window.size() + 2);
        sent.addAll(notCollected(stack));
        for (int i = window.total() - 1; i >= 0; i--) {
            if (i == window.newest() + window.gap() - 1 && window.gap() > 0) {
                sent.add(Frames.marker(GAP, window.gap()));
            }
            if (window.contains(i)) {
                Frame frame = stack.frames().get(i);
                SentryStackFrame converted = convert(frame, detail, allowance.keeps(i), cuts);
                converted.setLock(locks.get(i));
                if (allowance.keeps(i) && detail.showsVariables(frame.inApp())) {
                    Frames.addVariables(converted, variables.at(i), variables.bytes(), cuts);
                }
                sent.add(converted);
            }
        }
        SentryStackTrace trace = new SentryStackTrace(sent);
        trace.setSnapshot(true); // not the place of an error
        return trace;
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
