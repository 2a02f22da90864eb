package io.github.threadreporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "30s,PT30S",
        "5m,PT5M",
        "1h,PT1H",
        "0s,PT0S",
        "007s,PT7S",
        "999999999h,PT999999999H",
        "999999999ms,PT277H46M39.999S"
    })
    void numberAndUnit_areADuration(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "5",
                "5 m",
                " 5m",
                "5m ",
                "-5m",
                "+5m",
                "1.5h",
                "5M",
                "5d",
                "5min",
                "5ms5s",
                "1h30m",
                "PT5M",
                "1000000000s",
                "99999999999999999999h",
                "５m"
            })
    void anythingElse_isNone(String text) {
        assertThat(DurationText.parse(text)).isNull();
    }
}
