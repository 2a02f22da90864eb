package io.github.threadreporter.collect;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.StackTrace;
import java.util.ArrayList;
import java.util.List;

/** Takes our own frames off the calling thread: what it was doing is what asked for the capture, not the capture. */
final class OwnFrames {

    private static final String PACKAGE = "io.github.threadreporter.";
    private static final List<String> OURS =
            List.of(PACKAGE + "ThreadReporter", PACKAGE + "collect.", PACKAGE + "internal.");

    private OwnFrames() {}

    static CapturedThread without(CapturedThread caller) {
        List<Frame> frames = caller.stack().frames();
        int own = count(frames);
        if (own == 0 || own == frames.size()) {
            return caller; // never leaves a thread without a stack
        }
        List<HeldLock> held = new ArrayList<>();
        for (HeldLock lock : caller.held()) {
            if (lock.depth() == HeldLock.UNKNOWN_DEPTH) {
                held.add(lock);
            } else if (lock.depth() >= own) {
                held.add(new HeldLock(lock.lock(), lock.depth() - own));
            }
        }
        return caller.toBuilder()
                .stack(new StackTrace(
                        frames.subList(own, frames.size()), caller.stack().framesCut()))
                .held(held)
                .variables(caller.variables().stream()
                        .filter(frame -> frame.depth() >= own)
                        .map(frame -> new FrameVariables(frame.depth() - own, frame.variables(), frame.missing()))
                        .toList())
                .build();
    }

    private static int count(List<Frame> frames) {
        int own = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (isOurs(frames.get(i).className())) {
                own = i + 1;
            }
        }
        return own;
    }

    private static boolean isOurs(String className) {
        return className.equals(OURS.get(0)) || className.startsWith(OURS.get(1)) || className.startsWith(OURS.get(2));
    }
}
