package io.github.threadreporter.send;

import java.time.Duration;
import java.util.Iterator;

/** Delivers events. Thread-safe; sends the events of one capture at a time. */
public interface EventSender {

    /**
     * Sends events and returns when the outcome of each has been told, at the latest when the delivery deadline is over.
     * Never throws because of an event or of its delivery. If the thread is interrupted, stops soon and leaves the
     * interrupt set.
     *
     * @param events asked for one event at a time, when there is room to send it
     * @param count how many events it has, so that those never asked for can be counted
     * @param listener hears the outcome of each event
     */
    void send(Iterator<Outgoing> events, int count, DeliveryListener listener);

    /**
     * Lets the capture being sent go on for at most {@code limit}, then gives up on it and on every later one. May be
     * called again; the earliest deadline holds.
     *
     * @return how many events were lost or left unconfirmed because of that; the listener of each was told which
     */
    int close(Duration limit);
}
