package io.github.threadreporter.trigger.remote;

import java.util.List;
import java.util.Map;

/** A reporter as JMX shows it: {@code io.github.threadreporter:type=ThreadReporter}. Open types only. */
public interface ThreadReporterMXBean {

    /**
     * Captures now.
     *
     * @param note for whoever reads the event; at most 200 characters of it are kept
     * @return the id of the capture, the tag {@code capture.id} of its events; or, in words, why there is none
     */
    String capture(String note);

    /** A dump of all threads as text, redacted; nothing is sent. */
    String dumpText();

    /** Whether triggers capture. */
    boolean isEnabled();

    /** Pauses all triggers, or lets them go on. */
    void setEnabled(boolean enabled);

    /** The numbers that {@link #tune} can change, with their bounds. */
    List<TunableState> getTunables();

    /**
     * Changes a number until the process ends.
     *
     * @throws IllegalArgumentException if there is no such number, or the value is out of its bounds
     */
    void tune(String name, double value);

    /** See {@link ReporterStatus#captures()}. */
    long getCaptures();

    /** See {@link ReporterStatus#delivered()}. */
    long getEventsDelivered();

    /** See {@link ReporterStatus#lost()}. */
    long getEventsLost();

    /** See {@link ReporterStatus#withheld()}. */
    Map<String, Long> getCapturesWithheld();

    /** See {@link ReporterStatus#switchedOff()}. */
    boolean isSwitchedOff();

    /** See {@link ReporterStatus#budgetUsedPercent()}. */
    double getBudgetUsedPercent();

    /** See {@link ReporterStatus#blackBoxInterval()}. */
    long getBlackBoxIntervalMillis();

    /** See {@link ReporterStatus#blackBoxBytes()}. */
    long getBlackBoxBytes();

    /** See {@link ReporterStatus#untimedSections()}. */
    long getUntimedSections();

    /** See {@link ReporterStatus#openIncidents()}. */
    List<String> getOpenIncidents();
}
