package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The deadlocks at the end of a thread dump, in jstack's words where it has some. */
final class DeadlockText {

    private static final int ADDRESS_DIGITS = 16;

    private static final Set<Resource.Kind> LOCKS =
            EnumSet.of(Resource.Kind.MONITOR, Resource.Kind.LOCK, Resource.Kind.READ_WRITE_LOCK);

    private final TextLines out = new TextLines();

    /** Empty where there is none. */
    static CharSequence of(ThreadDump dump, WaitIndex index) {
        DeadlockText text = new DeadlockText();
        int found = 0;
        for (Deadlock deadlock : dump.analysis().deadlocks()) {
            List<CapturedThread> cycle = threads(deadlock, index);
            if (cycle.isEmpty()) {
                new MixedDeadlockText(text.out, index).deadlock(deadlock);
            } else {
                text.deadlock(cycle);
                found++;
            }
        }
        if (found > 0) {
            text.out
                    .line("", found == 1 ? "Found 1 deadlock." : "Found " + found + " deadlocks.")
                    .blank();
        }
        return text.out.text();
    }

    /** Its threads, if each waits for a lock of which the JVM tells; else none. */
    private static List<CapturedThread> threads(Deadlock deadlock, WaitIndex index) {
        List<CapturedThread> threads = new ArrayList<>();
        for (Node node : deadlock.cycle()) {
            CapturedThread thread = index.thread(node);
            if (thread == null || thread.waitsFor() == null || !isLock(index, node)) {
                return List.of();
            }
            threads.add(thread);
        }
        return deadlock.others().isEmpty() ? threads : List.of();
    }

    /** Not where the graph knows better than the JVM, which tells of a future's inner parts. */
    private static boolean isLock(WaitIndex index, Node node) {
        Wait wait = index.wait(node);
        Resource resource = wait == null ? null : index.resource(wait.what());
        return resource == null || LOCKS.contains(resource.kind());
    }

    private void deadlock(List<CapturedThread> cycle) {
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
