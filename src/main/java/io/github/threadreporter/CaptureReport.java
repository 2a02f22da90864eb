package io.github.threadreporter;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of one capture. It is returned as soon as the threads have been looked at; the rest goes on in the
 * background, and this object tells how far it is. {@link #await} waits for the end. Thread-safe; every method but
 * {@code await} returns at once, with a copy of what is known so far.
 */
public interface CaptureReport {

    /** 32 hexadecimal digits: the tag {@code capture.id} of every event of this capture. */
    String captureId();

    /** Why the capture was taken. */
    CaptureReason reason();

    /** How many threads were collected; until the capture is processed, without those that are still being read. */
    int threads();

    /** How many tasks without a thread were found; zero until the capture is processed. */
    int tasks();

    /** How long the JVM was paused, and how long looking held the calling thread. */
    CaptureTimes times();

    /** How long everything after collecting took; zero until the capture {@linkplain #isDone() is done}. */
    Duration processing();

    /** Ids of the events made so far, in the order in which they were handed over. */
    List<String> eventIds();

    /** How many events the server has acknowledged so far. */
    int delivered();

    /** Events that were handed over and of which nothing was heard: they may have arrived. */
    List<Loss> unconfirmed();

    /** Events that did not arrive, and why. */
    List<Loss> losses();

    /** Attachments that were left out of events, and why. */
    List<Loss> withheld();

    /** What limits left out. */
    List<Cut> cuts();

    /** What this JVM did not let us see, and how to change that. */
    List<Missing> missing();

    /** How many values were masked, by redaction rule. */
    Map<String, Integer> masked();

    /** Whether the outcome of every event is known. */
    boolean isDone();

    /** Whether the capture is done and the server has acknowledged every event of it. */
    default boolean isComplete() {
        return isDone() && losses().isEmpty() && unconfirmed().isEmpty() && delivered() > 0;
    }

    /**
     * Waits until the outcome of every event is known, at most so long. A capture always ends by itself, at the latest
     * when its delivery deadline is over. If the thread is interrupted, returns at once and leaves the interrupt set.
     *
     * @return this, {@linkplain #isDone() done} or not
     */
    CaptureReport await(Duration atMost);
}
