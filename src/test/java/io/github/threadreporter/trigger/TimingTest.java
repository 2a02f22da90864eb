package io.github.threadreporter.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void cron_givesTheTimesOfItsZone() {
        assertThat(times("*/15 4,5 * * MON-FRI", "2026-01-30T02:50:00Z", 4))
                .containsExactly(
                        "2026-01-30T03:00:00Z", "2026-01-30T03:15:00Z", "2026-01-30T03:30:00Z", "2026-01-30T03:45:00Z");
        assertThat(times("0 3 * * 1-5", "2026-01-30T04:00:00Z", 1)).containsExactly("2026-02-02T02:00:00Z");
    }

    @Test
    void cron_atATimeThatASpringDayLacks_leavesThatDayOut() {
        assertThat(times("30 2 * * *", "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    }

    @Test
    void cron_atATimeThatAnAutumnDayHasTwice_isDueOnce() {
        assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void cron_everyHour_isDueEachHourOfAnAutumnDay() {
        assertThat(times("0 * * * *", "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"61 * * * *", "* * * *", "0 0 * * * *", "@hourly", "a b c d e", "*/0 * * * *", " "})
    void cron_thatIsNone_isRefusedWithItsText(String expression) {
        assertThatThrownBy(() -> Timing.cron(expression, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + expression + "'");
    }

    @Test
    void cron_thatIsNeverDue_isRefused() {
        assertThatThrownBy(() -> Timing.cron("0 0 30 2 *", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never due");
        assertThatThrownBy(() -> Timing.cron("0,".repeat(200) + "0 * * * *", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void isCron_tellsExpressionsFromPeriods() {
        assertThat(Timing.isCron("0 3 * * *")).isTrue();
        assertThat(Timing.isCron(" 5m ")).isFalse();
    }

    @Test
    void period_belowASecond_isRefused() {
        assertThatThrownBy(() -> Timing.every(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("999");
    }

    @Test
    void options_outOfTheirBounds_areRefused() {
        Timing minute = Timing.every(Duration.ofMinutes(1));
        assertThatThrownBy(() -> new ScheduleOptions(minute, Duration.ofMinutes(1), 100, QuietHours.NONE))
                .hasMessageContaining("jitter");
        assertThatThrownBy(() -> new ScheduleOptions(minute, Duration.ofMinutes(-1), 100, QuietHours.NONE))
                .hasMessageContaining("jitter");
        assertThatThrownBy(() -> new ScheduleOptions(minute, Duration.ZERO, 0, QuietHours.NONE))
                .hasMessageContaining("samplePercent: 0.0");
        assertThatThrownBy(() -> new ScheduleOptions(minute, Duration.ZERO, Double.NaN, QuietHours.NONE))
                .hasMessageContaining("samplePercent: NaN");
    }

    private static List<String> times(String expression, String after, int count) {
        CronTimes cron = ((Timing.Cron) Timing.cron(expression, BERLIN)).times();
        List<String> found = new ArrayList<>();
        Instant at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = cron.next(at).orElseThrow();
            found.add(at.toString());
        }
        return found;
    }
}
