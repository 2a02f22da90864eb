package io.github.threadreporter.incident;

import java.time.Duration;

/**
 * When an incident is told of.
 *
 * @param update from its first event to the second, if it lasts; then twice as long each time
 * @param settle how long nothing is to be seen of it before it is over; twice as long each time that it comes back
 * @param day most events in 24 hours
 * @param hour most events in an hour
 * @param kindHour most events in an hour of one kind of reason
 */
public record IncidentLimits(Duration update, Duration settle, int day, int hour, int kindHour) {

    /** As the configuration has them where nobody sets anything. */
    public static final IncidentLimits DEFAULTS =
            new IncidentLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), 100, 30, 12);

    /** @throws IllegalArgumentException if a time or a number is not positive */
    public IncidentLimits {
        positive("update", update.toNanos());
        positive("settle", settle.toNanos());
        positive("day", day);
        positive("hour", hour);
        positive("kindHour", kindHour);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " is not positive");
        }
    }
}
