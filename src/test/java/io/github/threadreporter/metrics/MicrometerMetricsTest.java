package io.github.threadreporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.config.Options;
import io.github.threadreporter.model.CaptureTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMetrics metrics = new MicrometerMetrics(registry);

    private double count(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    @Test
    void everyMeter_isThereFromTheBeginning_andZero() {
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getName()).startsWith("threadreporter."))
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank())
                .allSatisfy(meter -> assertThat(meter.measure()).allMatch(measurement -> measurement.getValue() == 0));
        assertThat(registry.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "threadreporter.captures",
                        "threadreporter.pause",
                        "threadreporter.collect",
                        "threadreporter.events",
                        "threadreporter.cuts",
                        "threadreporter.withheld",
                        "threadreporter.switched.off");
    }

    @Test
    void everyTrigger_isAReasonOfItsOwn() {
        List<String> triggers = Pattern.compile("`([a-z-]+)`")
                .matcher(Options.TRIGGERS.meaning())
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(triggers).contains("deadlock");
        assertThat(ReasonTags.KINDS).containsAll(triggers).doesNotHaveDuplicates();
    }

    @Test
    void capture_isCountedByReason_andTimed() {
        CaptureTimes times = new CaptureTimes(Duration.ofMillis(3), false, Duration.ofMillis(20), Duration.ZERO);

        metrics.captured("deadlock", times, 17);

        assertThat(count("threadreporter.captures", "reason", "deadlock")).isEqualTo(1);
        assertThat(count("threadreporter.captures", "reason", "manual")).isZero();
        Timer pause = registry.get("threadreporter.pause").timer();
        assertThat(pause.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
        assertThat(registry.get("threadreporter.collect").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
    }

    @Test
    void reasonsOfTheApplication_areOneSeries() {
        int meters = registry.getMeters().size();

        for (int i = 0; i < 1_000; i++) {
            metrics.captured("order-" + i, CaptureTimes.NONE, 1);
            metrics.withheld("order-" + i);
        }

        assertThat(registry.getMeters()).hasSize(meters);
        assertThat(count("threadreporter.captures", "reason", "other")).isEqualTo(1_000);
        assertThat(count("threadreporter.withheld", "reason", "other")).isEqualTo(1_000);
    }

    @Test
    void events_areCountedByOutcome() {
        metrics.delivered(3);
        metrics.lost(2);

        assertThat(count("threadreporter.events", "outcome", "delivered")).isEqualTo(3);
        assertThat(count("threadreporter.events", "outcome", "lost")).isEqualTo(2);
    }

    @Test
    void cutsAndWhatWasWithheld_areCounted() {
        metrics.cut(7);
        metrics.withheld("cpu");

        Counter cuts = registry.get("threadreporter.cuts").counter();
        assertThat(cuts.count()).isEqualTo(7);
        assertThat(count("threadreporter.withheld", "reason", "cpu")).isEqualTo(1);
    }

    @Test
    void switchedOff_isOneUntilItIsOnAgain() {
        metrics.switchedOff();
        assertThat(registry.get("threadreporter.switched.off").gauge().value()).isEqualTo(1);

        metrics.switchedOn();
        assertThat(registry.get("threadreporter.switched.off").gauge().value()).isZero();
    }
}
