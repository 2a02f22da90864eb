package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what others wait for: a monitor by the frames that locked it, a {@code java.util.concurrent} lock by the
 * list of ownable synchronizers, and either by what the file says of the owner: HotSpot in its report of a deadlock, our
 * own text and newer JSON with the thread that waits. Keys are text, see
 * {@link StackPool}. Not thread-safe.
 */
final class Owners {

    private final Map<String, ThreadDraft> monitors = new HashMap<>();
    private final Map<String, ThreadDraft> synchronizers = new HashMap<>();
    private final Map<String, String> reported;
    private final Map<String, ThreadDraft> byName = new HashMap<>();
    private final Map<Long, ThreadDraft> byId = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private int unknown;

    /** @param reported names of owners by the lock's text */
    private Owners(Map<String, String> reported) {
        this.reported = reported;
    }

    /**
     * Fills in the owners.
     *
     * @return how many threads wait for a {@code java.util.concurrent} object of which no owner is known
     */
    static int resolve(List<ThreadDraft> threads, Map<String, String> reported) {
        Owners owners = new Owners(reported);
        threads.forEach(owners::index);
        threads.forEach(owners::resolve);
        return owners.unknown;
    }

    private void index(ThreadDraft thread) {
        byId.put(thread.id, thread);
        for (HeldLock lock : thread.held) {
            boolean byFrame = lock.depth() != HeldLock.UNKNOWN_DEPTH;
            (byFrame ? monitors : synchronizers).putIfAbsent(lock.lock().text(), thread);
        }
        if (!reported.isEmpty()) {
            if (byName.putIfAbsent(thread.name, thread) != null) {
                ambiguous.add(thread.name);
            }
        }
    }

    private void resolve(ThreadDraft thread) {
        LockRef lock = thread.wanted;
        if (lock == null || thread.how == How.WAITING) {
            return;
        }
        ThreadDraft owner = ownerOf(lock, thread.how == How.ENTERING, thread.statedOwner);
        if (owner == null) {
            unknown += thread.how == How.PARKED ? 1 : 0;
            return;
        }
        thread.owner = new LockWait.Owner(owner.id, owner.name);
    }

    private @Nullable ThreadDraft ownerOf(LockRef lock, boolean monitor, long stated) {
        ThreadDraft owner = monitor ? monitors.get(lock.text()) : null;
        owner = owner != null ? owner : synchronizers.get(lock.text());
        return owner != null ? owner : toldOwner(lock, stated);
    }

    private @Nullable ThreadDraft toldOwner(LockRef lock, long stated) {
        String name = reported.get(lock.text());
        ThreadDraft owner =
                stated > 0 ? byId.get(stated) : name == null || ambiguous.contains(name) ? null : byName.get(name);
        if (owner != null) {
            owner.holds(lock, HeldLock.UNKNOWN_DEPTH);
            synchronizers.put(lock.text(), owner);
        }
        return owner;
    }
}
