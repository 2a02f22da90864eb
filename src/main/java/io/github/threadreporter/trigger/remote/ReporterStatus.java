package io.github.threadreporter.trigger.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reporter tells of itself to whoever looks. Thread-safe; every method returns at once. */
public interface ReporterStatus {

    /** How many captures were taken. */
    long captures();

    /** When the last one was taken. */
    Optional<Instant> lastCapture();

    /** How many events the server has acknowledged. */
    long delivered();

    /** How many events did not arrive, or nothing was heard of them. */
    long lost();

    /** How many captures were not taken because a limit of events or of cost said no, by kind of their reason. */
    Map<String, Long> withheld();

    /** Whether it has switched itself off because its budget is used up. */
    boolean switchedOff();

    /** How much of the budget is used, in percent. */
    double budgetUsedPercent();

    /** How far apart the looks of the black box are at present; zero where there is none. */
    Duration blackBoxInterval();

    /** How much memory the black box holds, by estimate. */
    long blackBoxBytes();

    /** How many sections of code and requests were never timed because too many were open at once. */
    long untimedSections();

    /** A line for each incident that lasts. */
    List<String> openIncidents();
}
