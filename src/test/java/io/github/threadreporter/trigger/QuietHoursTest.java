package io.github.threadreporter.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void rangeOverMidnight_holdsBothEndsOfTheDay() {
        QuietHours quiet = QuietHours.parse("22:00-06:00, 12:00-13:30", BERLIN);

        assertThat(quiet.contains(at("2026-01-31T20:59:59Z"))).isFalse();
        assertThat(quiet.contains(at("2026-01-31T21:00:00Z"))).isTrue();
        assertThat(quiet.contains(at("2026-01-31T23:30:00Z"))).isTrue();
        assertThat(quiet.contains(at("2026-02-01T04:59:59Z"))).isTrue();
        assertThat(quiet.contains(at("2026-02-01T05:00:00Z"))).isFalse();
        assertThat(quiet.contains(at("2026-02-01T12:29:59Z"))).isTrue();
        assertThat(quiet.contains(at("2026-02-01T12:30:00Z"))).isFalse();
    }

    @Test
    void midnight_canBeWrittenAsTheEndOfTheDay() {
        QuietHours quiet = QuietHours.parse("23:00-24:00", BERLIN);

        assertThat(quiet.contains(at("2026-01-31T22:30:00Z"))).isTrue();
        assertThat(quiet.contains(at("2026-01-31T23:00:00Z"))).isFalse();
    }

    @Test
    void daysOnWhichTheClockIsChanged_goByTheClockOnTheWall() {
        QuietHours quiet = QuietHours.parse("02:00-03:00", BERLIN);

        assertThat(quietMinutes(quiet, "2026-03-29T00:00:00Z")).isZero();
        assertThat(quietMinutes(quiet, "2026-06-29T00:00:00Z")).isEqualTo(60);
        assertThat(quietMinutes(quiet, "2026-10-24T22:00:00Z")).isEqualTo(120);
    }

    @Test
    void nothing_isNeverQuiet() {
        assertThat(QuietHours.parse(" ", BERLIN).contains(Instant.EPOCH)).isFalse();
        assertThat(QuietHours.NONE.contains(Instant.EPOCH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22:00", "22-6", "25:00-06:00", "22:00-06:00,", "-06:00", "22:00-22:00", "night"})
    void textThatIsNoRange_isRefused(String text) {
        assertThatThrownBy(() -> QuietHours.parse(text, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quiet hours");
    }

    @Test
    void tooManyRanges_areRefused() {
        assertThatThrownBy(() -> QuietHours.parse("01:00-02:00,".repeat(30) + "03:00-04:00", BERLIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long quietMinutes(QuietHours quiet, String from) {
        Instant start = at(from);
        long minutes = 0;
        for (Instant at = start; at.isBefore(start.plus(Duration.ofHours(12))); at = at.plusSeconds(60)) {
            minutes += quiet.contains(at) ? 1 : 0;
        }
        return minutes;
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
