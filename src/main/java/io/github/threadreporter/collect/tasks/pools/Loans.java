package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What each thread has borrowed from one pool. Not thread-safe. */
final class Loans {

    private static final class Loan {
        private final LiveThread thread;
        private int count;
        private @Nullable Duration held;
        private @Nullable Duration atMost;
        private List<StackTraceElement> borrowedAt = List.of();

        private Loan(LiveThread thread) {
            this.thread = thread;
        }
    }

    private final LiveState seen;
    private final Map<Long, Loan> byThread = new LinkedHashMap<>();

    Loans(LiveState seen) {
        this.seen = seen;
    }

    /**
     * The thread has borrowed something. Of several, the one that it has had for longest is told of.
     *
     * @param borrowedAt its stack at that time, or empty
     */
    void add(
            LiveThread thread, @Nullable Duration held, @Nullable Duration atMost, List<StackTraceElement> borrowedAt) {
        Loan loan = byThread.computeIfAbsent(thread.id(), id -> new Loan(thread));
        loan.count++;
        loan.atMost = longer(loan.atMost, atMost);
        if (loan.count == 1 || (held != null && held.equals(longer(loan.held, held)))) {
            loan.held = held;
            loan.borrowedAt = borrowedAt;
        }
    }

    private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
        return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
    }

    /** Makes the threads holders of the pool. */
    void tell(ResourceDraft pool, String thing) {
        for (Loan loan : byThread.values()) {
            String how = words(loan, thing);
            if (loan.held == null) {
                pool.holder(loan.thread, how);
            } else {
                pool.holder(loan.thread, how, loan.held);
            }
        }
    }

    private String words(Loan loan, String thing) {
        String one = (thing.startsWith("o") ? "an " : "a ") + thing;
        StringBuilder words = new StringBuilder("has ").append(loan.count == 1 ? one : loan.count + " " + thing + "s");
        String borrowed = Stacks.place(loan.borrowedAt, seen);
        String now = Stacks.place(loan.thread.stack(), seen);
        if (borrowed != null && !borrowed.equals(now)) {
            words.append(", borrowed at ").append(borrowed);
        }
        if (now != null) {
            words.append(borrowed == null || borrowed.equals(now) ? ", at " : ", now at ")
                    .append(now);
        }
        if (loan.held == null && loan.atMost != null) {
            words.append(", for at most ").append(text(loan.atMost));
        }
        return words.toString();
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return time.toMillis() + " ms";
        }
        return seconds < TimeUnit.MINUTES.toSeconds(2) ? seconds + " s" : time.toMinutes() + " min";
    }
}
