package io.github.threadreporter.send;

import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The part of the SDK's queue that we take. It outlives a capture, because events that one capture has given up on still
 * stand in that queue. Only {@link #answers()} is for other threads.
 */
final class Window {

    /**
     * One sender thread empties the SDK's queue, so a few events of ours keep it busy; every further one only takes the
     * place of an error of the application. At the default of 30 a burst of 23 of those still fits.
     */
    private static final int SHARE_OF_QUEUE = 4;

    private final IsolatedClient client;
    private final int size;
    private final LinkedBlockingQueue<Submission> answers = new LinkedBlockingQueue<>();
    private int inFlight;
    private boolean marksEnqueued;

    Window(IsolatedClient client, int limit) {
        this.client = client;
        this.size = Math.min(limit, Math.max(1, client.queueSize() / SHARE_OF_QUEUE));
    }

    IsolatedClient client() {
        return client;
    }

    /** Gets each submission that the server has answered, or the transport for it. */
    Queue<Submission> answers() {
        return answers;
    }

    boolean full() {
        return inFlight >= size;
    }

    /**
     * Whether an event that is neither marked nor answered was dropped for want of room. A transport that never marks
     * anything may well have taken it.
     */
    boolean refuses(Submission submission) {
        return !submission.enqueued() && !submission.answered() && (marksEnqueued || !client.healthy());
    }

    void add(Submission submission) {
        inFlight++;
        submission.setInFlight(true);
        marksEnqueued |= submission.enqueued();
    }

    /** Gives back its place, once; false where it has none. */
    boolean release(Submission submission) {
        if (!submission.inFlight()) {
            return false;
        }
        submission.setInFlight(false);
        inFlight--;
        return true;
    }

    /** Waits for the next answer; null if none came in time. */
    @Nullable
    Submission nextAnswer(long nanos) throws InterruptedException {
        return answers.poll(nanos, TimeUnit.NANOSECONDS);
    }
}
