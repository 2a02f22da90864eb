package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.config.Keys;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureLimits;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingFaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour | blue | there is no option 'colour'
            limits.colours | 3 | there is no option 'limits.colours'
            limits.events | many | threadreporter.limits.events: 'many' is not a whole number
            variables | some | variables: 'some' is not off, in-app or all
            each | maybe | threadreporter.each: 'maybe' is not true or false
            redaction.enabled | no | threadreporter.redaction.enabled: 'no' is not true or false
            schedule | 5 | threadreporter.schedule: '5' is not a time such as 30s, 5m or 1h
            schedule | 999ms | threadreporter.schedule: 999 ms is less than a second, the shortest time between captures
            dsn | secret | threadreporter.dsn is not of the form https://KEY@HOST/PROJECT
            dsn | https://host/1 | threadreporter.dsn is not of the form https://KEY@HOST/PROJECT
            """)
    void wrongOption_isNamed(String name, String value, String fault) {
        assertThat(SettingFaults.in(Settings.of(Map.of(name, value)))).isEqualTo(Map.of(name, fault));
    }

    @Test
    void limitOutOfRange_isNamed() {
        assertThat(SettingFaults.in(Settings.of(Map.of("limits.events", "0"))).get("limits.events"))
                .contains("events", "0");
    }

    @Test
    void rightOptions_haveNoFault() {
        Map<String, String> entries = Map.of(
                "schedule", "1s",
                "dsn", "https://key@host/1",
                "each", "TRUE",
                "in-app", "com.acme",
                "limits.events", "500");
        assertThat(SettingFaults.in(Settings.of(entries))).isEmpty();
    }

    @Test
    void wrongOptionOfTheEnvironment_isFound_andUnknownOnesAreNotOurs() {
        Settings settings = new Settings(
                new Properties(),
                Map.of("THREADREPORTER_LIMITS_EVENT_BYTES", "1", "THREADREPORTER_PORT", "tcp://10.0.0.1:80"),
                new Properties());
        assertThat(SettingFaults.in(settings)).containsOnlyKeys("limits.eventBytes");
    }

    @Test
    void optionThatIsLeftOut_isAsIfNobodyHadSetIt() {
        Settings settings = Settings.of(Map.of("each", "maybe", "schedule", "1s"));
        Settings left = settings.without(SettingFaults.in(settings).keySet());
        assertThat(left.flag("each")).isEmpty();
        assertThat(left.text("schedule")).contains("1s");
        assertThat(SettingFaults.in(left)).isEmpty();
        assertThat(left.under(Map.of("each", "true")).flag("each")).isEmpty();
    }

    @Test
    void everyOption_isKnown() {
        assertThat(Keys.names()).allMatch(name -> Keys.isKnown(name, CaptureLimits.names()));
    }
}
