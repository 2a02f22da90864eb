package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockWait;
import java.util.List;

/** The words of a thread dump for what a thread does. */
enum WaitWords {
    RUNNING("", "runnable"),
    ENTERING(" (on object monitor)", "waiting for monitor entry"),
    WAITING(" (on object monitor)", "in Object.wait()"),
    PARKING(" (parking)", "waiting on condition"),
    SLEEPING(" (sleeping)", "waiting on condition"),
    UNKNOWN("", "waiting on condition");

    /** The JDK's own frames above the call that waits are few. */
    private static final int FRAMES = 6;

    private final String afterState;
    private final String inHeader;

    WaitWords(String afterState, String inHeader) {
        this.afterState = afterState;
        this.inHeader = inHeader;
    }

    String afterState() {
        return afterState;
    }

    String inHeader() {
        return inHeader;
    }

    static WaitWords of(CapturedThread thread) {
        return switch (thread.state()) {
            case NEW, RUNNABLE, TERMINATED -> RUNNING;
            case BLOCKED -> ENTERING;
            case WAITING, TIMED_WAITING -> {
                LockWait wait = thread.waitsFor();
                yield wait == null
                        ? ofFrames(thread.stack().frames())
                        : wait.how() == LockWait.How.PARKED ? PARKING : WAITING;
            }
        };
    }

    private static WaitWords ofFrames(List<Frame> frames) {
        for (Frame frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
            String method = frame.method();
            switch (frame.className()) {
                case "java.lang.Object" -> {
                    return WAITING;
                }
                case "java.lang.Thread", "java.lang.VirtualThread" -> {
                    if (method.startsWith("sleep")) {
                        return SLEEPING;
                    }
                }
                case "java.util.concurrent.locks.LockSupport" -> {
                    return PARKING;
                }
                default -> {
                    // not a frame that waits
                }
            }
        }
        return UNKNOWN;
    }
}
