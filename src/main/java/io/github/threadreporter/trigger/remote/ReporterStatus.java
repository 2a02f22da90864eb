package io.github.threadreporter.trigger.remote;

import java.time.Instant;
import java.util.Optional;

/** Façade placeholder. */
public interface ReporterStatus {

    int openIncidents();

    long captures();

    long delivered();

    long lost();

    long withheld();

    boolean switchedOff();

    Optional<Instant> lastCapture();
}
