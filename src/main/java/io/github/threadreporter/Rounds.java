package io.github.threadreporter;

import io.github.threadreporter.blackbox.BlackBox;
import io.github.threadreporter.incident.Incidents;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens once a second while triggers are on: a look of the black box if it is time, a question to each condition, and
 * what incidents make of the answers. Whatever fails, the rest goes on. {@link #run} is for one thread.
 */
final class Rounds implements Runnable {

    private final @Nullable BlackBox box;
    private final List<Condition> conditions;
    private final Incidents incidents;
    private final Accounting accounting;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Consumer<String> complaints;
    private final Set<Object> failed = new HashSet<>();
    private volatile boolean enabled = true;

    Rounds(
            @Nullable BlackBox box,
            List<Condition> conditions,
            Incidents incidents,
            Accounting accounting,
            InstantSource clock,
            LongSupplier nanoTime,
            Consumer<String> complaints) {
        this.box = box;
        this.conditions = List.copyOf(conditions);
        this.incidents = incidents;
        this.accounting = accounting;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.complaints = complaints;
    }

    /** Whether there is anything to ask for. */
    boolean isNeeded() {
        return !conditions.isEmpty();
    }

    boolean isEnabled() {
        return enabled;
    }

    /** What lasts while triggers pause is over when they go on and do not see it. */
    void setEnabled(boolean value) {
        enabled = value;
    }

    @Override
    public void run() {
        tellTurns();
        if (!enabled) {
            return;
        }
        if (box != null) {
            look(box);
        }
        Sight sight = new Sight(clock.instant(), nanoTime.getAsLong(), box == null ? List.of() : box.standings());
        List<Symptom> symptoms = new ArrayList<>();
        for (Condition condition : conditions) {
            try {
                symptoms.addAll(condition.check(sight));
            } catch (RuntimeException | Error e) { // a StackOverflowError or OutOfMemoryError may pass
                failed(condition.getClass(), e);
            }
        }
        try {
            incidents.observe(symptoms);
        } catch (RuntimeException | Error e) {
            failed(Incidents.class, e);
        }
    }

    /** Says whether the budget is used up, once when that changes. */
    void tellTurns() {
        boolean off = accounting.budget().isOff();
        if (accounting.turned(off)) {
            say(
                    off
                            ? "captures have cost more than their budget: nothing is captured by itself for a while"
                            : "captures by triggers go on");
        }
    }

    private void look(BlackBox looking) {
        try {
            looking.setPace(accounting.budget().pace());
            looking.lookIfDue();
        } catch (RuntimeException | Error e) {
            failed(BlackBox.class, e);
        }
    }

    /** Says so, once of each: what fails in one round fails in the next. */
    void failed(Class<?> what, Throwable problem) {
        if (!failed.contains(what) && say(what.getSimpleName() + " failed: " + problem)) {
            failed.add(what);
        }
    }

    /** Returns whether it was heard: the log is the application's code, and may fail as all else. */
    private boolean say(String complaint) {
        try {
            complaints.accept(complaint);
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }
}
