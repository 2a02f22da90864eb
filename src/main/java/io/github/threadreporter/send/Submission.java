package io.github.threadreporter.send;

import io.sentry.hints.Enqueable;
import io.sentry.hints.SubmissionResult;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt to hand an event to the SDK. The SDK's transport marks it when it takes the event into its queue, and once
 * more when the server has answered; both may happen before {@code captureEvent} returns.
 */
final class Submission implements Enqueable, SubmissionResult {

    private static final int OPEN = 0;
    private static final int ACCEPTED = 1;
    private static final int REFUSED = 2;

    private final Queue<Submission> answers;
    private final AtomicInteger answer = new AtomicInteger(OPEN);
    private volatile boolean enqueued;
    private String eventId;

    /** Whether it counts as in flight. Of the sending thread only, as is the event's id. */
    private boolean inFlight;

    /** @param answers gets this submission at its first answer; later ones change nothing */
    Submission(String eventId, Queue<Submission> answers) {
        this.eventId = eventId;
        this.answers = answers;
    }

    @Override
    public void markEnqueued() {
        enqueued = true;
    }

    @Override
    public void setResult(boolean success) {
        if (answer.compareAndSet(OPEN, success ? ACCEPTED : REFUSED)) {
            answers.add(this);
        }
    }

    @Override
    public boolean isSuccess() {
        return answer.get() == ACCEPTED;
    }

    boolean enqueued() {
        return enqueued;
    }

    boolean answered() {
        return answer.get() != OPEN;
    }

    String eventId() {
        return eventId;
    }

    /** {@code beforeSend} may put another event in the place of ours. */
    void renameTo(String id) {
        eventId = id;
    }

    boolean inFlight() {
        return inFlight;
    }

    void setInFlight(boolean value) {
        inFlight = value;
    }
}
