package io.github.threadreporter.send;

import io.sentry.DataCategory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The events of one capture that were handed over and not yet answered. Confined to the sending thread. */
final class Underway {

    static final String LIMITED = "rate limited by the server";
    static final String REFUSED = "refused by the server, or not answered";

    private static final String UNACKNOWLEDGED = "handed to a transport that acknowledges nothing";
    private static final long FLUSH_MILLIS = 1_000;

    private final Window window;
    private final IsolatedClient client;
    private final DeliveryListener listener;
    private final Patience patience;
    private final Set<Submission> open = new LinkedHashSet<>();
    private int failures;

    Underway(Window window, DeliveryListener listener, Patience patience) {
        this.window = window;
        this.client = window.client();
        this.listener = listener;
        this.patience = patience;
    }

    void add(Submission submission) {
        window.add(submission);
        open.add(submission);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int failuresInARow() {
        return failures;
    }

    /** Ends at the first answer, so that its place in the window is used at once. */
    void await(long nanos) throws InterruptedException {
        if (open.stream().anyMatch(Underway::unacknowledged)) {
            flush();
            return;
        }
        Submission answered = window.nextAnswer(nanos);
        if (answered != null) {
            settle(answered);
        }
    }

    /** Takes in what was answered by now. */
    void drain() {
        for (Submission answered; (answered = window.answers().poll()) != null; ) {
            settle(answered);
        }
    }

    /** Ends with what was not answered; its places in the window stay taken until it is. */
    int giveUp(String reason) {
        drain();
        int count = open.size();
        open.forEach(submission -> listener.unconfirmed(submission.eventId(), reason));
        open.clear();
        return count;
    }

    private static boolean unacknowledged(Submission submission) {
        return !submission.enqueued() && !submission.answered();
    }

    private void flush() {
        client.flush(Math.max(1, Math.min(FLUSH_MILLIS, patience.millisLeft())));
        drain();
        for (Submission submission : List.copyOf(open)) {
            if (unacknowledged(submission)) {
                window.release(submission);
                open.remove(submission);
                listener.unconfirmed(submission.eventId(), UNACKNOWLEDGED);
            }
        }
    }

    private void settle(Submission answered) {
        if (!window.release(answered) || !open.remove(answered)) {
            return; // an earlier capture has given up on it
        }
        if (answered.isSuccess()) {
            failures = 0;
            listener.delivered(answered.eventId());
        } else {
            failures++;
            listener.lost(answered.eventId(), client.limited(DataCategory.Error) ? LIMITED : REFUSED);
        }
    }
}
