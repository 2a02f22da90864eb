package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ThreadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a thread does at this moment, as the JDK's own frames on top of its stack tell: it reads from a socket, sleeps,
 * or is idle, which is to wait for work that need not come. A name tells nothing: a worker is idle in {@code
 * ThreadPoolExecutor.getTask} and nowhere else. Frames below the first that is not the JDK's are not asked, since it may
 * be work that was called from there.
 *
 * @param words as they go on after "which"
 * @param idle whether it waits for work, a connection, an event or its time
 */
public record Activity(String words, boolean idle) {

    /** So deep below the top is the frame that tells: {@code getTask} below {@code poll}, {@code await} and {@code park}. */
    private static final int FRAMES = 16;

    /** Runs code, and nothing tells what for. */
    public static final Activity RUNS = new Activity("runs", false);

    private static final Activity ENTERS = new Activity("waits to enter a monitor", false);
    private static final Activity WAITS = new Activity("waits", false);
    private static final Activity HELPS = new Activity("runs no Java code", true);

    /** What the thread does; never null. */
    public static Activity of(CapturedThread thread) {
        List<Frame> frames = thread.stack().frames();
        if (frames.isEmpty() && thread.daemon() && thread.carrierId() == null && isPlatform(thread)) {
            return HELPS; // compilers, collectors, the dispatcher of signals
        }
        for (Frame frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
            Activity told = ActivityTable.of(frame);
            if (told != null) {
                return told;
            }
            if (!isJdk(frame.className())) {
                break;
            }
        }
        return switch (thread.state()) {
            case BLOCKED -> ENTERS;
            case WAITING, TIMED_WAITING -> waitsFor(thread.waitsFor());
            case NEW, RUNNABLE, TERMINATED -> RUNS;
        };
    }

    private static Activity waitsFor(@Nullable LockWait wait) {
        return wait == null ? WAITS : new Activity("waits for " + wait.lock().text(), false);
    }

    private static boolean isPlatform(CapturedThread thread) {
        return thread.kind() == ThreadKind.PLATFORM;
    }

    private static boolean isJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("sun.");
    }
}
