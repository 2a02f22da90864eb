package io.github.threadreporter.send;

import java.util.List;

/**
 * What became of the events of one capture. Every event is in exactly one of the first three lists.
 *
 * @param delivered ids of events that the server accepted
 * @param unconfirmed events that were handed over and may have arrived
 * @param losses events that did not arrive
 * @param withheld attachments that were left out of events; their events are in the other lists
 */
public record Delivery(List<String> delivered, List<Loss> unconfirmed, List<Loss> losses, List<Loss> withheld) {

    public Delivery {
        delivered = List.copyOf(delivered);
        unconfirmed = List.copyOf(unconfirmed);
        losses = List.copyOf(losses);
        withheld = List.copyOf(withheld);
    }

    /** How many events did not arrive, those that were never converted included. */
    public int lost() {
        return losses.stream().mapToInt(Loss::count).sum();
    }
}
