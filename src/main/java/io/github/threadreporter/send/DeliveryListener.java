package io.github.threadreporter.send;

/**
 * Hears what becomes of each event. Of the four outcomes each event handed to {@link EventSender#send} has exactly one.
 * Called on the sending thread only; must neither block nor throw.
 */
public interface DeliveryListener {

    /** The server answered that it has the event. */
    void delivered(String eventId);

    /** The event was handed over, and nothing was heard of it since: it may have arrived. */
    void unconfirmed(String eventId, String reason);

    /** The event did not arrive. */
    void lost(String eventId, String reason);

    /** So many events were not asked for, because it was clear that they would not arrive. */
    void lostRest(int count, String reason);

    /** So many attachments of an event were left out; the outcome of the event itself is told apart. */
    void attachmentsWithheld(String eventId, int count, String reason);
}
