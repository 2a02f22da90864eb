package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockWait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread states from words, and from all else where a dump has no words for them. */
final class States {

    /** The JDK's own frames above the call that waits are few. */
    private static final int FRAMES = 6;

    private States() {}

    /** {@code WAITING} of {@code WAITING (parking)}, or null. */
    static Thread.@Nullable State named(String text) {
        int end = text.indexOf(' ');
        String name = end < 0 ? text : text.substring(0, end);
        for (Thread.State state : Thread.State.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return null;
    }

    static Thread.State told(ThreadDraft thread, List<Frame> frames) {
        LockWait.How how = thread.how;
        if (how != null) {
            return how == LockWait.How.ENTERING ? Thread.State.BLOCKED : Thread.State.WAITING;
        }
        return switch (thread.words) {
            case "waiting for monitor entry" -> Thread.State.BLOCKED;
            case "in Object.wait()" -> Thread.State.WAITING;
            case "sleeping" -> Thread.State.TIMED_WAITING;
            default -> ofFrames(frames);
        };
    }

    private static Thread.State ofFrames(List<Frame> frames) {
        for (Frame frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
            String method = frame.method();
            switch (frame.className()) {
                case "java.lang.Object" -> {
                    if (method.startsWith("wait")) {
                        return Thread.State.WAITING;
                    }
                }
                case "java.lang.Thread" -> {
                    if (method.startsWith("sleep")) {
                        return Thread.State.TIMED_WAITING;
                    }
                }
                case "jdk.internal.misc.Unsafe", "sun.misc.Unsafe", "java.lang.VirtualThread" -> {
                    if (method.startsWith("park")) {
                        return Thread.State.WAITING;
                    }
                }
                default -> {
                    // not a frame that waits
                }
            }
        }
        return Thread.State.RUNNABLE;
    }
}
