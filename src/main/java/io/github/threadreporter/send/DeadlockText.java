package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The deadlocks at the end of a thread dump, in jstack's words. */
final class DeadlockText {

    private static final int ADDRESS_DIGITS = 16;

    private final TextLines out = new TextLines();

    /** Empty where there is none. */
    static CharSequence of(ThreadDump dump) {
        List<Deadlock> deadlocks = dump.analysis().deadlocks();
        DeadlockText text = new DeadlockText();
        if (!deadlocks.isEmpty()) {
            Map<Long, CapturedThread> byId = dump.byId();
            deadlocks.forEach(deadlock -> text.deadlock(deadlock, byId));
            String count = deadlocks.size() == 1 ? "1 deadlock." : deadlocks.size() + " deadlocks.";
            text.out.line("", "Found " + count).blank();
        }
        return text.out.text();
    }

    private void deadlock(Deadlock deadlock, Map<Long, CapturedThread> byId) {
        List<CapturedThread> cycle = new ArrayList<>();
        for (Long id : deadlock.threadIds()) {
            CapturedThread thread = byId.get(id);
            if (thread != null) {
                cycle.add(thread);
            }
        }
        out.blank().line("", "Found one Java-level deadlock:").line("", "=".repeat(29));
        for (int i = 0; i < cycle.size(); i++) {
            edge(cycle.get(i), cycle.get((i + 1) % cycle.size()));
        }
        out.line("", "Java stack information for the threads listed above:").line("", "=".repeat(51));
        for (CapturedThread thread : cycle) {
            name(thread);
            // Their variables stand with the threads above.
            new ThreadText(out).stack(thread.toBuilder().variables(List.of()).build());
        }
        out.blank();
    }

    private void edge(CapturedThread waiting, CapturedThread owner) {
        name(waiting);
        LockWait wait = waiting.waitsFor();
        if (wait != null) {
            String address = wait.lock().identity();
            if (wait.how() == LockWait.How.ENTERING) {
                out.begin("  waiting to lock monitor ")
                        .hex(address, ADDRESS_DIGITS)
                        .add(" (object ");
                out.hex(address, ADDRESS_DIGITS).add(", a ");
            } else {
                out.begin("  waiting for ownable synchronizer ")
                        .hex(address, ADDRESS_DIGITS)
                        .add(", (a ");
            }
            out.add(wait.lock().className()).add("),").end();
        }
        out.begin("  which is held by \"")
                .add(owner.displayName())
                .add("\"")
                .end()
                .blank();
    }

    private void name(CapturedThread thread) {
        out.begin("\"").add(thread.displayName()).add("\":").end();
    }
}
