package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.TaskGroup;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers under which tasks stand among the threads of an event: above every thread's, so that none is taken and the
 * selector of the server lists them behind the threads. They are the same in all events of a capture.
 */
final class TaskIds {

    private static final long LEAST = 1_000_000;

    /** Numbers up to 2^53 are exact in browsers; no JVM comes near this with its threads. */
    private static final long MOST = 1_000_000_000_000_000L;

    private TaskIds() {}

    static List<Item.Tasks> numbered(ThreadDump dump) {
        List<TaskGroup> groups = TaskGroup.of(dump);
        List<Item.Tasks> numbered = new ArrayList<>(groups.size());
        if (groups.isEmpty()) {
            return numbered;
        }
        long last = base(dump.threads());
        Set<Long> taken = new HashSet<>();
        for (CapturedThread thread : dump.threads()) {
            if (thread.id() > last) { // in a damaged dump alone
                taken.add(thread.id());
            }
        }
        for (TaskGroup group : groups) {
            do {
                last++;
            } while (taken.contains(last));
            numbered.add(new Item.Tasks(group, last));
        }
        return List.copyOf(numbered);
    }

    /** The first power of ten above all threads. */
    private static long base(List<CapturedThread> threads) {
        long highest = threads.stream().mapToLong(CapturedThread::id).max().orElse(0);
        long base = LEAST;
        while (base <= highest && base < MOST) {
            base *= 10;
        }
        return base;
    }
}
