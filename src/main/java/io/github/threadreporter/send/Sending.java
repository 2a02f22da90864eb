package io.github.threadreporter.send;

import io.sentry.DataCategory;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The events of one capture on their way. Confined to the sending thread. */
final class Sending {

    static final String INTERRUPTED = "the sending thread was interrupted";

    private static final String SDK_CLOSED = "the Sentry SDK was closed";

    /** Nobody tells us that the SDK was closed, or that we are: so we look, this often. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Each event costs the application's errors a connection time-out while the server is down. */
    private static final int FAILURES_IN_A_ROW = 5;

    private final Iterator<Outgoing> events;
    private final DeliveryListener listener;
    private final Window window;
    private final IsolatedClient client;
    private final Patience patience;
    private final Underway underway;
    private int rest;
    private @Nullable Retry retry;
    private @Nullable String stop;

    Sending(Iterator<Outgoing> events, int count, DeliveryListener listener, Window window, Patience patience) {
        this.events = events;
        this.rest = count;
        this.listener = listener;
        this.window = window;
        this.client = window.client();
        this.patience = patience;
        this.underway = new Underway(window, listener, patience);
    }

    void run() {
        boolean interrupted = false;
        String unanswered = "sending failed";
        try {
            handOverAll();
            unanswered = awaitAnswers();
        } catch (InterruptedException e) {
            interrupted = true;
            unanswered = INTERRUPTED;
            stop = INTERRUPTED;
        } finally {
            giveUp(unanswered);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOverAll() throws InterruptedException {
        while (mayGoOn()) {
            if (window.full()) {
                underway.await(LOOK_NANOS);
                continue;
            }
            Outgoing next = retry != null ? retry.outgoing() : next();
            if (next == null) {
                return;
            }
            handOver(next);
        }
    }

    /** Takes in what was answered, and finds out whether a further event makes sense. */
    private boolean mayGoOn() {
        underway.drain();
        if (stop == null) {
            if (!client.enabled()) {
                stop = SDK_CLOSED;
            } else if (client.limited(DataCategory.Error)) {
                stop = Underway.LIMITED;
            } else if (underway.failuresInARow() >= FAILURES_IN_A_ROW) {
                stop = underway.failuresInARow() + " events in a row were " + Underway.REFUSED;
            } else {
                stop = patience.end();
            }
        }
        return stop == null;
    }

    private @Nullable Outgoing next() {
        try {
            if (!events.hasNext()) {
                rest = 0;
                return null;
            }
            return Withholding.apply(events.next(), client, listener);
        } catch (RuntimeException e) {
            stop = "the event could not be made: " + describe(e);
            return null;
        }
    }

    private void handOver(Outgoing outgoing) throws InterruptedException {
        String id = String.valueOf(outgoing.event().getEventId());
        Submission submission = new Submission(id, window.answers());
        String sentAs;
        try {
            sentAs = client.capture(outgoing, submission);
        } catch (RuntimeException e) {
            takenCareOf();
            listener.lost(id, "the SDK failed: " + describe(e));
            return;
        }
        if (sentAs == null) {
            takenCareOf();
            listener.lost(id, client.dropReason());
        } else if (window.refuses(submission)) {
            tryAgain(outgoing, id);
        } else {
            takenCareOf();
            submission.renameTo(sentAs);
            underway.add(submission);
        }
    }

    private void tryAgain(Outgoing outgoing, String id) throws InterruptedException {
        Retry next = retry == null ? Retry.first(outgoing) : retry.next();
        if (next == null) {
            takenCareOf();
            stop = "the SDK's queue of " + client.queueSize() + " stayed full";
            listener.lost(id, stop);
            return;
        }
        retry = next;
        for (long left = next.backOffNanos(); left > 0 && patience.end() == null; left -= LOOK_NANOS) {
            underway.await(Math.min(left, LOOK_NANOS));
        }
    }

    private void takenCareOf() {
        retry = null;
        rest--;
    }

    /** Not the message of the exception: it can hold what redaction has not seen. */
    private static String describe(RuntimeException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return e.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private String awaitAnswers() throws InterruptedException {
        String end = patience.end();
        while (end == null && !underway.isEmpty() && client.enabled()) {
            underway.await(LOOK_NANOS);
            end = patience.end();
        }
        return end == null ? SDK_CLOSED : end;
    }

    private void giveUp(String unanswered) {
        int unconfirmed = underway.giveUp(unanswered);
        if (unanswered.equals(Closing.REASON)) {
            patience.abandon(unconfirmed);
        }
        String reason = stop == null ? unanswered : stop;
        if (rest > 0 && reason.equals(Closing.REASON)) {
            patience.abandon(rest);
        }
        if (retry != null) {
            listener.lost(String.valueOf(retry.outgoing().event().getEventId()), reason);
            takenCareOf();
        }
        if (rest > 0) {
            listener.lostRest(rest, reason);
        }
    }
}
