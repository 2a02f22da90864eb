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
import java.util.concurrent.locks.ReentrantLock;
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
                incident.postpone(now);
                tell(incident, now);
            }
        }
    }

    private void tell(OpenIncident incident, long now) {
        boolean first = !incident.isTold();
        // The end has its event from the beginning: no incident stays open in Sentry because the quota ran out.
        if (!admits(incident.kind(), first ? 2 : 1)) {
            return;
        }
        State state = first ? State.OPENED : State.CONTINUING;
        incident.told(teller.capture(incident.reason(), incident.at(state, now, quota.drainWithheld())));
    }

    /** False if it is to be tried again. */
    private boolean end(OpenIncident incident, State state, long now) {
        return !incident.isTold() || teller.end(incident.reason(), incident.at(state, now, Map.of()));
    }

    private boolean admits(String kind, int events) {
        return isAffordable(kind) && quota.take(kind, events);
    }

    private boolean isAffordable(String kind) {
        boolean off = budget.isOff();
        if (off) {
            quota.withhold(kind);
        }
        return !off;
    }

    /**
     * A capture that is no part of anything that lasts.
     *
     * @return what becomes of it; null where a limit says no, which is counted
     */
    public @Nullable Telling moment(CaptureReason reason, Wish wish) {
        boolean admitted =
                switch (wish) {
                    case TRIGGER -> admits(reason.kind(), 1);
                    case SCHEDULE -> isAffordable(reason.kind());
                    case BY_HAND -> {
                        quota.force(reason.kind());
                        yield true;
                    }
                };
        return admitted ? teller.capture(reason, moment(reason)) : null;
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

    private Incident moment(CaptureReason reason) {
        return new Incident(
                UUID.randomUUID().toString().replace("-", ""),
                reason.kind(),
                State.MOMENT,
                clock.instant(),
                Duration.ZERO,
                1,
                quota.drainWithheld());
    }

    /** Those that are not over, oldest first, as they were at the last observation. */
    public List<Incident> open() {
        return view;
    }

    /**
     * The process ends: what lasts is told for the last time.
     *
     * @return of how many incidents that was told
     */
    public int close() {
        lock.lock();
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
