package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.sentry.SentryLockReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The locks of one thread as Sentry's own fields: at the thread and at its frames. */
final class Locks {

    private final DumpView view;

    Locks(DumpView view) {
        this.view = view;
    }

    /**
     * What the thread waits for and holds, by address.
     *
     * <p>Sentry shows one entry only, and a person asks first why the thread stands still: so the lock that it waits
     * for comes first, then those that others wait for, then the rest. "First" is by key, because the server sorts:
     * with several locks the keys begin with their rank.
     */
    Map<String, SentryLockReason> ofThread(CapturedThread thread, Cuts cuts) {
        List<SentryLockReason> ranked = ranked(thread, cuts);
        Map<String, SentryLockReason> byKey = new LinkedHashMap<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            SentryLockReason reason = ranked.get(rank);
            String rankText = (rank < 9 ? "0" : "") + (rank + 1) + " ";
            byKey.put(ranked.size() == 1 ? reason.getAddress() : rankText + reason.getAddress(), reason);
        }
        return byKey;
    }

    /** The lock at the frame that waits for it or took it, by the frame's index; one at most for each. */
    static Map<Integer, SentryLockReason> ofFrames(CapturedThread thread) {
        Map<Integer, SentryLockReason> byFrame = new HashMap<>();
        LockWait wait = thread.waitsFor();
        if (wait != null && !thread.stack().frames().isEmpty()) {
            byFrame.put(0, awaited(wait));
        }
        for (HeldLock held : thread.held()) {
            if (held.depth() >= 0 && held.depth() < thread.stack().frames().size()) {
                byFrame.putIfAbsent(held.depth(), reason(held.lock(), SentryLockReason.LOCKED));
            }
        }
        return byFrame;
    }

    private List<SentryLockReason> ranked(CapturedThread thread, Cuts cuts) {
        List<SentryLockReason> wanted = new ArrayList<>();
        List<SentryLockReason> others = new ArrayList<>();
        LockWait wait = thread.waitsFor();
        if (wait != null) {
            wanted.add(awaited(wait));
        }
        for (HeldLock held : thread.held()) {
            // In Object.wait the monitor was given back: "holds" would contradict "waits for".
            if (wait == null || wait.how() != How.WAITING || !held.lock().equals(wait.lock())) {
                (view.isWanted(held.lock()) ? wanted : others).add(reason(held.lock(), SentryLockReason.LOCKED));
            }
        }
        wanted.addAll(others);
        int extra = wanted.size() - ServerLimits.LOCKS;
        cuts.add("locks in held_locks", extra, "locksOfThread=" + ServerLimits.LOCKS);
        return extra > 0 ? wanted.subList(0, ServerLimits.LOCKS) : wanted;
    }

    private static SentryLockReason awaited(LockWait wait) {
        // Sentry words 8 as "waiting to lock ... held by thread N" and 2 as "waiting on": a park behind an owner is
        // a wait for a lock, too.
        LockWait.Owner owner = wait.owner();
        boolean blocked = wait.how() == How.ENTERING || (wait.how() == How.PARKED && owner != null);
        SentryLockReason reason = reason(wait.lock(), blocked ? SentryLockReason.BLOCKED : SentryLockReason.WAITING);
        if (owner != null) {
            reason.setThreadId(owner.id());
        }
        return reason;
    }

    private static SentryLockReason reason(LockRef lock, int type) {
        int dot = lock.className().lastIndexOf('.');
        SentryLockReason reason = new SentryLockReason();
        reason.setType(type);
        reason.setAddress("0x" + Texts.cut(lock.identity(), 32));
        if (dot > 0) {
            reason.setPackageName(Texts.cut(lock.className().substring(0, dot), ServerLimits.SYMBOL));
        }
        reason.setClassName(Texts.cut(lock.className().substring(dot + 1), ServerLimits.SYMBOL));
        return reason;
    }
}
