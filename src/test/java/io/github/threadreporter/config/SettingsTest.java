package io.github.threadreporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Properties system = new Properties();
    private final Properties file = new Properties();

    private Settings settings(Map<String, String> environment) {
        return new Settings(system, environment, file);
    }

    @Test
    void text_setEverywhere_isTheSystemProperty() {
        system.setProperty("threadreporter.in-app", "a");
        file.setProperty("threadreporter.in-app", "c");

        assertThat(settings(Map.of("THREADREPORTER_IN_APP", "b")).text("in-app"))
                .contains("a");
    }

    @Test
    void text_setInEnvironmentAndFile_isTheEnvironment() {
        file.setProperty("threadreporter.in-app", "c");

        assertThat(settings(Map.of("THREADREPORTER_IN_APP", "b")).text("in-app"))
                .contains("b");
    }

    @Test
    void text_setInFile_isTheFile() {
        file.setProperty("threadreporter.in-app", "c");

        assertThat(settings(Map.of()).text("in-app")).contains("c");
    }

    @Test
    void text_blankOrUnset_isEmpty() {
        system.setProperty("threadreporter.blank", "  ");

        assertThat(settings(Map.of()).text("blank")).isEmpty();
        assertThat(settings(Map.of()).text("unset")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "in-app,THREADREPORTER_IN_APP",
        "limits.eventBytes,THREADREPORTER_LIMITS_EVENT_BYTES",
        "redaction.allow-only-keys,THREADREPORTER_REDACTION_ALLOW_ONLY_KEYS"
    })
    void environmentName_ofAKey_isInCapitals(String key, String name) {
        assertThat(SettingSource.environmentName(key)).isEqualTo(name);
    }

    @Test
    void list_withBlanks_leavesThemOut() {
        system.setProperty("threadreporter.in-app", " com.acme , ,org.acme,");

        assertThat(settings(Map.of()).list("in-app")).containsExactly("com.acme", "org.acme");
    }

    @Test
    void number_thatIsNone_namesKeyAndValue() {
        system.setProperty("threadreporter.limits.events", "many");

        assertThatThrownBy(() -> settings(Map.of()).number("limits.events"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threadreporter.limits.events: 'many' is not a whole number");
    }

    @Test
    void flag_thatIsNone_namesKeyAndValue() {
        system.setProperty("threadreporter.redaction.enabled", "yes");

        assertThatThrownBy(() -> settings(Map.of()).flag("redaction.enabled"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threadreporter.redaction.enabled: 'yes' is not true or false");
        system.setProperty("threadreporter.redaction.enabled", "FALSE");
        assertThat(settings(Map.of()).flag("redaction.enabled")).contains(false);
    }
}
