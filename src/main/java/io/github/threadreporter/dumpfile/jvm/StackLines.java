package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait.How;
import org.jspecify.annotations.Nullable;

/** The lines of a stack: frames, and the locks below them. Not thread-safe. */
final class StackLines {

    static final String FRAME = "at ";
    static final String LOCK = "- ";
    private static final String CUT = "...";
    private static final int NUMBER_LENGTH = 9;

    private final FileContext file;
    private int unnamedLocks;

    StackLines(FileContext file) {
        this.file = file;
    }

    static boolean looksLike(String text) {
        return text.startsWith(FRAME) || text.startsWith(LOCK) || text.startsWith(CUT);
    }

    /** Adds a line that looks like one of a stack to that thread; false where it is none. */
    boolean add(String text, ThreadDraft thread) {
        if (text.startsWith(CUT)) {
            return cut(text.substring(CUT.length()).strip(), thread);
        }
        return text.startsWith(FRAME)
                ? frame(text.substring(FRAME.length()).strip(), thread)
                : lock(text.substring(LOCK.length()).strip(), thread);
    }

    boolean frame(String text, ThreadDraft thread) {
        Frame frame = file.pool().frame(text);
        if (frame != null && !thread.framesLost) {
            thread.frame(frame);
        }
        return frame != null;
    }

    private boolean lock(String text, ThreadDraft thread) {
        LockText parsed = LockText.parse(text);
        if (parsed == null) {
            return false;
        }
        if (parsed.rest().startsWith(FRAME)) {
            lock(parsed, thread);
            return add(parsed.rest(), thread);
        }
        lock(parsed, thread);
        return true;
    }

    private void lock(LockText parsed, ThreadDraft thread) {
        LockRef lock = parsed.lock();
        if (thread.framesLost) {
            return;
        }
        switch (parsed.what()) {
            case ENTERING -> waits(thread, How.ENTERING, lock);
            case WAITING, REENTERING -> waits(thread, How.WAITING, lock);
            case PARKING -> waits(thread, How.PARKED, lock);
            case HOLDING -> {
                if (lock != null) {
                    thread.holds(lock, thread.depth());
                } else {
                    unnamedLocks++;
                }
            }
            case CLASS_INITIALIZATION, ELIMINATED, ELIMINATED_TOO -> {
                // nobody else can want it, or it is no lock that threads could hold
            }
        }
    }

    private void waits(ThreadDraft thread, How how, @Nullable LockRef lock) {
        if (lock != null) {
            thread.waits(how, lock);
        } else {
            unnamedLocks++;
        }
    }

    /** {@code ... 12 older frames left out} of our own text; a bare {@code ...} is HotSpot's, at its own limit. */
    private static boolean cut(String text, ThreadDraft thread) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end < NUMBER_LENGTH) {
            end++;
        }
        if (end > 0 && text.startsWith(" older frames left out", end)) {
            thread.leftOut(Integer.parseInt(text.substring(0, end)));
            return true;
        }
        boolean known = text.isEmpty() || text.equals("older frames left out");
        thread.framesLost |= known;
        return known;
    }

    /** Locks that were spoken of without being named. */
    int unnamedLocks() {
        return unnamedLocks;
    }
}
