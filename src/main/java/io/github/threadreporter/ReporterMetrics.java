package io.github.threadreporter;

import io.github.threadreporter.model.CaptureTimes;

/**
 * What the reporter tells of itself. Every method does nothing unless it is overridden, must return at once, and must not
 * throw: what it throws is dropped. They are called on threads of the reporter, but {@link #captured} and {@link #withheld}
 * on whoever asks for the capture, which may be a thread of the application, such as one that logs: there, under no lock
 * of the reporter.
 *
 * <p>What to alert on: {@link #lost} that goes on (the Sentry project refuses or cannot be reached, so incidents pass
 * unseen); {@link #switchedOff} (captures cost more than the budget, so none are taken); and {@link #withheld} that
 * goes on (the limits of events are too low for what happens). {@link #captured} without any {@link #delivered} is the same
 * as the first.
 */
public interface ReporterMetrics {

    /** For whoever wants to know nothing. */
    ReporterMetrics NONE = new ReporterMetrics() {};

    /**
     * A look was taken.
     *
     * @param kind kind of its reason
     * @param times what it cost the application
     * @param threads how many threads were seen
     */
    default void captured(String kind, CaptureTimes times, int threads) {}

    /** So many events were acknowledged by the server. */
    default void delivered(int events) {}

    /** So many events did not arrive, or nothing was heard of them. */
    default void lost(int events) {}

    /** So many things were left out of one capture because of limits. */
    default void cut(long count) {}

    /** A trigger wanted a capture of that kind, and a limit of events or of cost said no. */
    default void withheld(String kind) {}

    /** The budget is used up, and nothing is captured by itself for a while. */
    default void switchedOff() {}

    /** It captures again. */
    default void switchedOn() {}
}
