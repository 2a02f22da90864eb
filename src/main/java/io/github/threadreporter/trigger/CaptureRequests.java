package io.github.threadreporter.trigger;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;

/** Where triggers hand over their reasons. Thread-safe. */
public interface CaptureRequests {

    /**
     * Captures, unless a limit of events or of cost says no: then nothing is looked at, it is counted, and the report says
     * why. Returns when the threads have been looked at, with what goes on in the background.
     */
    CaptureReport request(CaptureReason reason);
}
