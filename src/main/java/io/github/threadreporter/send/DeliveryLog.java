package io.github.threadreporter.send;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. Thread-safe: may be looked at while events are still being sent. */
public final class DeliveryLog implements DeliveryListener {

    private final List<String> delivered = new ArrayList<>();
    private final List<Loss> unconfirmed = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Loss> withheld = new ArrayList<>();

    @Override
    public synchronized void delivered(String eventId) {
        delivered.add(eventId);
    }

    @Override
    public synchronized void unconfirmed(String eventId, String reason) {
        unconfirmed.add(Loss.of(eventId, reason));
    }

    @Override
    public synchronized void lost(String eventId, String reason) {
        losses.add(Loss.of(eventId, reason));
    }

    @Override
    public synchronized void lostRest(int count, String reason) {
        losses.add(new Loss(null, count, reason));
    }

    @Override
    public synchronized void attachmentsWithheld(String eventId, int count, String reason) {
        withheld.add(new Loss(eventId, count, reason));
    }

    /** What is known by now. */
    public synchronized Delivery delivery() {
        return new Delivery(delivered, unconfirmed, losses, withheld);
    }
}
