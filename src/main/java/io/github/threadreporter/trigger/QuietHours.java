package io.github.threadreporter.trigger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of the day in which a {@link Schedule} captures nothing. They are those of a clock on the wall: on a day on which
 * the zone changes to or from summer time they are an hour shorter or longer if that hour is among them.
 *
 * @param ranges at most {@link #MOST}; they may overlap
 * @param zone whose times are meant
 */
public record QuietHours(List<Range> ranges, ZoneId zone) {

    /** How many ranges there can be. */
    public static final int MOST = 24;

    /** None. */
    public static final QuietHours NONE = new QuietHours(List.of(), ZoneId.of("UTC"));

    public QuietHours {
        ranges = List.copyOf(ranges);
        if (ranges.size() > MOST) {
            throw new IllegalArgumentException("quiet hours: " + ranges.size() + " are more than " + MOST);
        }
    }

    /** From the first, included, to the second, excluded; over midnight if the second is earlier. */
    public record Range(LocalTime from, LocalTime to) {

        /** @throws IllegalArgumentException if both are the same, which could mean nothing or all */
        public Range {
            if (from.equals(to)) {
                throw new IllegalArgumentException("quiet hours: " + from + "-" + to + " begin when they end");
            }
        }

        boolean contains(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean ended = !time.isBefore(to);
            return from.isBefore(to) ? begun && !ended : begun || !ended;
        }
    }

    /**
     * Of the form {@code 22:00-06:00, 12:00-13:30}; an empty text is none. {@code 24:00} is midnight.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static QuietHours parse(String text, ZoneId zone) {
        List<Range> ranges = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : text.split(",", MOST + 1)) {
                ranges.add(range(part.strip()));
            }
        }
        return new QuietHours(ranges, zone);
    }

    private static Range range(String text) {
        int hyphen = text.indexOf('-');
        try {
            if (hyphen > 0) {
                return new Range(
                        time(text.substring(0, hyphen).strip()),
                        time(text.substring(hyphen + 1).strip()));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static String wrong(String text) {
        return "quiet hours: '" + text + "' is not of the form 22:00-06:00";
    }

    /** Whether it is quiet then. */
    public boolean contains(Instant at) {
        if (ranges.isEmpty()) {
            return false;
        }
        LocalTime time = at.atZone(zone).toLocalTime();
        for (Range range : ranges) {
            if (range.contains(time)) {
                return true;
            }
        }
        return false;
    }
}
