package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread while its dump is read. Not thread-safe. */
final class ThreadDraft {

    /** 0 where the dump does not tell. */
    long id;

    String name = "";
    ThreadKind kind = ThreadKind.PLATFORM;
    Thread.@Nullable State state;

    /** What HotSpot says in place of a state, where it has none. */
    String words = "";

    boolean daemon;
    int priority;
    String group = "";
    Usage usage = Usage.NONE;

    @Nullable
    Long carrierId;

    /** Id of the owner of the lock that is waited for, where the file itself tells it of this thread; else 0. */
    long statedOwner;

    LockWait.@Nullable Owner owner;

    /** Whether frames are missing, nobody knows how many. */
    boolean framesLost;

    private final int mostFrames;
    private List<Frame> frames = new ArrayList<>();
    private int framesSeen;
    private int framesLeftOut;
    private boolean virtualRun;
    private StackTrace stack = StackTrace.EMPTY;

    @Nullable
    LockRef wanted;

    LockWait.@Nullable How how;

    final List<HeldLock> held = new ArrayList<>();

    ThreadDraft(int mostFrames) {
        this.mostFrames = mostFrames;
    }

    void frame(Frame frame) {
        framesSeen++;
        virtualRun |= frame.className().equals("java.lang.VirtualThread")
                && frame.method().equals("run");
        if (frames.size() < mostFrames) {
            frames.add(frame);
        }
    }

    boolean hasFrames() {
        return framesSeen > 0;
    }

    /** Whether a frame was read that only virtual threads have. */
    boolean runsAsVirtual() {
        return virtualRun;
    }

    /** That the file itself has left out so many. */
    void leftOut(int count) {
        framesLeftOut = count;
    }

    /** The first line counts: below it stand the locks of frames that have called on. */
    void waits(LockWait.How way, LockRef lock) {
        if (wanted == null) {
            wanted = lock;
            how = way;
        }
    }

    /** @param depth index of the frame, or {@link HeldLock#UNKNOWN_DEPTH} */
    void holds(LockRef lock, int depth) {
        held.add(new HeldLock(lock, depth));
    }

    /** Index of the frame that was read last. */
    int depth() {
        return framesSeen - 1;
    }

    /** Ends reading. Returns how many frames the limit cut. */
    int close(StackPool pool) {
        if (state == null) {
            state = States.told(this, frames);
        }
        int cut = framesSeen - frames.size();
        stack = pool.stack(frames, framesLost ? -1 : cut + framesLeftOut);
        frames = List.of();
        settle();
        return cut;
    }

    /** A thread in Object.wait has given its monitor up, whatever the frames below say; woken up, it wants it back. */
    private void settle() {
        if (how == LockWait.How.WAITING && state == Thread.State.BLOCKED) {
            how = LockWait.How.ENTERING;
        }
        LockRef lock = wanted;
        if (how != LockWait.How.PARKED && lock != null) {
            held.removeIf(each -> each.lock().equals(lock));
        }
    }

    CapturedThread captured() {
        boolean virtual = kind == ThreadKind.VIRTUAL;
        boolean known = priority >= Thread.MIN_PRIORITY && priority <= Thread.MAX_PRIORITY;
        return CapturedThread.builder(id, name)
                .kind(kind)
                .state(state == null ? Thread.State.RUNNABLE : state)
                .daemon(daemon || virtual)
                .priority(known ? priority : Thread.NORM_PRIORITY)
                .group(group)
                .stack(stack)
                .waitsFor(wanted == null || how == null ? null : new LockWait(wanted, how, owner))
                .held(held)
                .carrierId(carrierId)
                .usage(usage)
                .build();
    }
}
