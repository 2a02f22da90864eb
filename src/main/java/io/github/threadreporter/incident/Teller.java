package io.github.threadreporter.incident;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Incident;
import java.util.Set;

/** Makes events of incidents. */
public interface Teller {

    /** Takes a capture and sends it. Returns when the threads have been looked at. */
    Telling capture(CaptureReason reason, Incident incident);

    /**
     * Sends that an incident is over, with no look at the threads.
     *
     * @return whether it could be handed over; if not, it may be tried again
     */
    boolean end(CaptureReason reason, Incident incident);

    /** What becomes of a capture that was taken. */
    interface Telling {

        /** Whether it was taken at all, rather than refused. */
        boolean isTaken();

        /** Whether everything about it is known. */
        boolean isDone();

        /** The threads that its finding explains: the culprit, whom it waits for, and who waits for them. */
        Set<Long> involved();
    }
}
