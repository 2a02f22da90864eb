package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.WaitGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is waited for, by number: what collectors found, and the locks whose owners the JVM tells with the
 * threads. A lock of which two threads saw different owners is two: looks at threads are not of one instant.
 */
final class Resources {

    /** A lock with its owner as one thread saw it. */
    private record Seen(LockRef lock, long owner) {}

    static final int NONE = -1;

    private final List<Resource> all;
    private final Map<LockRef, Integer> found = new HashMap<>();
    private final Map<Seen, Integer> seen = new HashMap<>();

    Resources(WaitGraph graph) {
        all = new ArrayList<>(graph.resources());
        for (int i = 0; i < all.size(); i++) {
            found.putIfAbsent(all.get(i).ref(), i);
        }
    }

    int size() {
        return all.size();
    }

    Resource get(int number) {
        return all.get(number);
    }

    /** What a collector found, or {@link #NONE}. */
    int of(LockRef ref) {
        return found.getOrDefault(ref, NONE);
    }

    /** The lock of a wait of which the owner is known. */
    int of(LockWait wait, LockWait.Owner owner) {
        return seen.computeIfAbsent(new Seen(wait.lock(), owner.id()), unseen -> {
            Kind kind = wait.how() == LockWait.How.PARKED ? Kind.LOCK : Kind.MONITOR;
            Holder holder = new Holder(Node.thread(owner.id()), "");
            all.add(new Resource(wait.lock(), kind, "", List.of(holder), Need.ALL, "", Map.of()));
            return all.size() - 1;
        });
    }
}
