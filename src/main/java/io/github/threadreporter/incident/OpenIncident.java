package io.github.threadreporter.incident;

import io.github.threadreporter.incident.Teller.Telling;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Incident.State;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident that is not over. Used by one thread. */
final class OpenIncident {

    /** What could not be told is tried again after so long. */
    private static final long RETRY = Duration.ofSeconds(30).toNanos();

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final String key;
    private final Instant openedAt;
    private final long opened;
    private final long settle;
    private CaptureReason reason;
    private long seen;
    private Set<Long> threads;
    private long nextUpdate;
    private long updateAfter;
    private int events;
    private boolean refused;
    private @Nullable Telling telling;

    OpenIncident(Symptom symptom, Instant openedAt, long now, Duration update, long settle) {
        this.key = key(symptom);
        this.reason = symptom.reason();
        this.threads = symptom.threads();
        this.openedAt = openedAt;
        this.opened = now;
        this.seen = now;
        this.settle = settle;
        this.updateAfter = update.toNanos();
        this.nextUpdate = now;
    }

    /** By which it is known: the same key may mean something else to another condition. */
    static String key(Symptom symptom) {
        return symptom.reason().kind() + "/" + symptom.key();
    }

    String key() {
        return key;
    }

    String kind() {
        return reason.kind();
    }

    CaptureReason reason() {
        return reason;
    }

    /** Whether it was told of. */
    boolean isTold() {
        return events > 0;
    }

    /** Whether a capture of it is being worked out. */
    boolean isBeingTold() {
        return telling != null && !telling.isDone();
    }

    /** It is still there. */
    void seen(Symptom symptom, long now) {
        seen = now;
        if (key(symptom).equals(key)) {
            reason = symptom.reason();
            threads = symptom.threads();
        }
    }

    /**
     * Whether what was found out about this incident explains that symptom too: most of its threads, since others come to
     * wait behind the same trouble after the look.
     */
    boolean explains(Symptom symptom) {
        if (symptom.threads().isEmpty()) {
            return false;
        }
        Set<Long> explained = new HashSet<>(threads);
        if (telling != null) {
            explained.addAll(telling.involved());
        }
        long known = symptom.threads().stream().filter(explained::contains).count();
        return 2 * known > symptom.threads().size();
    }

    boolean isOver(long now) {
        return now - seen >= settle;
    }

    /** Whether it is there and to be told of again. */
    boolean isDue(long now) {
        return seen == now && now - nextUpdate >= 0;
    }

    /** Over when it was seen last, and not when that was noticed. */
    Incident at(State state, long now, Map<String, Integer> withheld) {
        long until = state == State.OVER ? seen : now;
        return new Incident(id, kind(), state, openedAt, Duration.ofNanos(until - opened), events + 1, withheld);
    }

    void told(Telling value, long now) {
        events++;
        telling = value;
        refused = false;
        postpone(now);
    }

    /** Returns whether that is news. */
    boolean refused(long now) {
        boolean news = !refused;
        refused = true;
        if (isTold()) {
            postpone(now);
        } else {
            nextUpdate = now + Math.min(updateAfter, RETRY);
        }
        return news;
    }

    /** The time after the next one is twice as far away. */
    private void postpone(long now) {
        nextUpdate = now + updateAfter;
        updateAfter *= 2;
    }
}
