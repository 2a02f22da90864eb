package io.github.threadreporter.sample;

import com.acme.orders.trouble.Troubles;
import com.acme.orders.trouble.UnknownTroubleException;
import io.github.threadreporter.trigger.remote.ReporterStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Gets into one trouble after the other, and waits until the reporter has noticed it, and that it is over. */
final class Incidents {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long CHECK_MILLIS = 100;

    /** What the reporter makes an incident of: threads that are only parked are none. */
    private static final Set<String> NONE = Set.of("parked-virtual-threads");

    private final Troubles troubles;
    private final Supplier<ReporterStatus> status;
    private final PrintStream out;

    Incidents(Troubles troubles, Supplier<ReporterStatus> status, PrintStream out) {
        this.troubles = troubles;
        this.status = status;
        this.out = out;
    }

    /**
     * One after the other, those that can be left first.
     *
     * @return whether each was noticed, and its end too
     */
    boolean run(List<String> names) throws InterruptedException {
        boolean complete = true;
        for (String name : names) {
            if (NONE.contains(name)) {
                out.println(name + ": nothing is wrong there, and nobody is told");
            } else {
                complete &= run(name);
            }
        }
        return complete;
    }

    private boolean run(String name) throws InterruptedException {
        Set<String> before = open();
        long arrived = status.get().delivered();
        try {
            out.println(name + ": " + troubles.enter(name));
        } catch (UnsupportedOperationException e) {
            out.println(name + ": " + e.getMessage());
            return true;
        } catch (UnknownTroubleException e) {
            throw new IllegalStateException(e);
        }
        if (!await(() -> !before.containsAll(open()))) {
            out.println(name + ": nobody has noticed it");
            leave(name); // or it would be noticed while the next one is there
            return false;
        }
        Set<String> opened = open();
        opened.removeAll(before);
        opened.forEach(incident -> out.println("  opened: " + incident));
        // A trouble is left when its first event has arrived, and not while that is on its way.
        boolean told = await(() -> status.get().delivered() >= arrived + opened.size());
        if (!told) {
            out.println("  its event does not arrive");
        }
        if (!leave(name)) {
            return told;
        }
        boolean over = await(() -> open().stream().noneMatch(opened::contains));
        out.println(over ? "  over" : "  it does not end");
        // The events of its end are not to be taken for those of the next one.
        return told && over && await(() -> status.get().delivered() >= arrived + 2L * opened.size());
    }

    /** Returns whether it can be left. */
    private boolean leave(String name) throws InterruptedException {
        try {
            out.println("  " + troubles.leave(name));
            return true;
        } catch (UnsupportedOperationException e) {
            out.println("  " + e.getMessage());
            return false;
        }
    }

    private Set<String> open() {
        return new HashSet<>(status.get().openIncidents());
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            Thread.sleep(CHECK_MILLIS);
        }
        return true;
    }
}
