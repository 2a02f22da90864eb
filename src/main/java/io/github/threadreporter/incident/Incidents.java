package io.github.threadreporter.incident;

import io.github.threadreporter.incident.Teller.Telling;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Incident.State;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one story of what conditions see: an event when an incident opens, one now and then while it lasts, one when it is
 * over. What an incident that was told already explains is a part of it and no incident of its own; while a capture is
 * being worked out no other incident opens, since its finding may explain the rest. What a quota or the budget forbids is
 * counted, and told later if it lasts.
 *
 * <p>Thread-safe. {@link #observe} and {@link #close} capture while they hold a lock that nobody else can reach.
 */
public final class Incidents {

    /** More at a time are counted only. */
    private static final int MOST = 100;

    private final IncidentLimits limits;
    private final Quota quota;
    private final Budget budget;
    private final Teller teller;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, OpenIncident> open = new LinkedHashMap<>();
    private final Recurrence recurrence = new Recurrence();
    private volatile List<Incident> view = List.of();
    private volatile boolean closed;

    /**
     * @param clock for what people read
     * @param nanoTime a clock like {@link System#nanoTime()}, for everything else
     */
    public Incidents(
            IncidentLimits limits,
            Quota quota,
            Budget budget,
            Teller teller,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.quota = quota;
        this.budget = budget;
        this.teller = teller;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Everything that is wrong now, weightiest first. */
    public void observe(List<Symptom> symptoms) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            long now = nanoTime.getAsLong();
            for (Symptom symptom : symptoms) {
                OpenIncident known = known(symptom);
                if (known != null) {
                    known.seen(symptom, now);
                } else if (open.values().stream().noneMatch(OpenIncident::isBeingTold)) {
                    open(symptom, now);
                }
            }
            goOn(now);
            show(now);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable OpenIncident known(Symptom symptom) {
        OpenIncident same = open.get(OpenIncident.key(symptom));
        if (same != null) {
            return same;
        }
        for (OpenIncident other : open.values()) {
            if (other.isTold() && other.explains(symptom)) {
                return other;
            }
        }
        return null;
    }

    private void open(Symptom symptom, long now) {
        if (open.size() >= MOST) {
            quota.withhold(symptom.reason().kind());
            return;
        }
        long settle = recurrence.settle(OpenIncident.key(symptom), limits.settle(), now);
        OpenIncident fresh = new OpenIncident(symptom, clock.instant(), now, limits.update(), settle);
        open.put(fresh.key(), fresh);
        tell(fresh, now);
    }

    /** Updates of what lasts, ends of what is over. */
    private void goOn(long now) {
        for (Iterator<OpenIncident> all = open.values().iterator(); all.hasNext(); ) {
            OpenIncident incident = all.next();
            if (incident.isOver(now)) {
                if (end(incident, State.OVER, now)) {
                    all.remove();
                    recurrence.over(incident.key(), now);
                }
            } else if (incident.isDue(now) && !incident.isBeingTold()) {
                tell(incident, now);
            }
        }
    }

    private void tell(OpenIncident incident, long now) {
        boolean first = !incident.isTold();
        State state = first ? State.OPENED : State.CONTINUING;
        // The end has its event from the beginning: no incident stays open in Sentry because the quota ran out.
        int events = first ? 2 : 1;
        Telling telling = null;
        try {
            if (!budget.isOff() && quota.take(incident.kind(), events)) {
                telling = capture(incident.reason(), events, withheld -> incident.at(state, now, withheld));
            }
        } finally {
            if (telling != null && telling.isTaken()) {
                incident.told(telling, now);
            } else if (incident.refused(now)) {
                quota.withhold(incident.kind());
            }
        }
    }

    /** @param events what it has taken of the quota, given back where it is refused */
    private Telling capture(CaptureReason reason, int events, Function<Map<String, Integer>, Incident> incident) {
        Map<String, Integer> withheld = quota.drainWithheld();
        boolean taken = false;
        try {
            Telling telling = teller.capture(reason, incident.apply(withheld));
            taken = telling.isTaken();
            return telling;
        } finally {
            if (!taken) {
                quota.giveBack(reason.kind(), events);
                quota.restore(withheld);
            }
        }
    }

    /** False if it is to be tried again. */
    private boolean end(OpenIncident incident, State state, long now) {
        return !incident.isTold() || teller.end(incident.reason(), incident.at(state, now, Map.of()));
    }

    /**
     * A capture that is no part of anything that lasts. One that is not taken, whether a limit says no or it is refused, is
     * counted.
     *
     * @return what becomes of it; null where a limit says no
     */
    public @Nullable Telling moment(CaptureReason reason, Wish wish) {
        boolean admitted =
                switch (wish) {
                    case TRIGGER -> !budget.isOff() && quota.take(reason.kind(), 1);
                    case SCHEDULE -> !budget.isOff();
                    case BY_HAND -> {
                        quota.force(reason.kind());
                        yield true;
                    }
                };
        Telling telling =
                admitted ? capture(reason, wish == Wish.TRIGGER ? 1 : 0, withheld -> moment(reason, withheld)) : null;
        if (telling == null || !telling.isTaken()) {
            quota.withhold(reason.kind());
        }
        return telling;
    }

    /** Who wants a capture. */
    public enum Wish {
        /** A trigger: within all limits. */
        TRIGGER,
        /** A schedule, whose events are as many as somebody asked for: within the budget. */
        SCHEDULE,
        /** A person, who gets it whatever the limits are. */
        BY_HAND
    }

    private Incident moment(CaptureReason reason, Map<String, Integer> withheld) {
        return new Incident(
                UUID.randomUUID().toString().replace("-", ""),
                reason.kind(),
                State.MOMENT,
                clock.instant(),
                Duration.ZERO,
                1,
                withheld);
    }

    /** Those that are not over, oldest first, as they were at the last observation. */
    public List<Incident> open() {
        return view;
    }

    /**
     * The process ends: what lasts is told for the last time, and nothing opens any more. Moments are still told.
     *
     * @param atMost how long to wait for an observation that is under way; where it takes longer nothing is told
     * @return of how many incidents that was told
     */
    public int close(Duration atMost) {
        closed = true;
        try {
            if (!lock.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                return 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
        try {
            long now = nanoTime.getAsLong();
            int told = 0;
            for (OpenIncident incident : open.values()) {
                told += incident.isTold() && end(incident, State.ENDED_WITH_PROCESS, now) ? 1 : 0;
            }
            open.clear();
            show(now);
            return told;
        } finally {
            lock.unlock();
        }
    }

    private void show(long now) {
        List<Incident> shown = new ArrayList<>();
        for (OpenIncident incident : open.values()) {
            State state = incident.isTold() ? State.CONTINUING : State.OPENED;
            shown.add(incident.at(state, now, Map.of()));
        }
        view = List.copyOf(shown);
    }
}
