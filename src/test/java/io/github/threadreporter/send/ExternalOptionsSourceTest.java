package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.ExternalOptions;
import io.sentry.NoOpLogger;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ExternalOptionsSourceTest {

    private final Properties system = new Properties();

    private ExternalOptionsSource source(Map<String, String> environment, Map<String, String> file) {
        return new ExternalOptionsSource(system, environment, file);
    }

    @Test
    void property_setEverywhere_isTheSystemProperty() {
        system.setProperty("sentry.release", "system");

        assertThat(source(Map.of("SENTRY_RELEASE", "environment"), Map.of("release", "file"))
                        .getProperty("release"))
                .isEqualTo("system");
    }

    @Test
    void property_setInEnvironmentAndFile_isThatOfTheEnvironment() {
        assertThat(source(Map.of("SENTRY_RELEASE", "environment"), Map.of("release", "file"))
                        .getProperty("release"))
                .isEqualTo("environment");
    }

    @Test
    void property_setInTheFile_isThatOfTheFile() {
        assertThat(source(Map.of(), Map.of("release", "file")).getProperty("release"))
                .isEqualTo("file");
    }

    @Test
    void property_setNowhere_isNull() {
        assertThat(source(Map.of("RELEASE", "1"), Map.of("sentry.release", "1")).getProperty("release"))
                .isNull();
    }

    @Test
    void variable_isNamedInCapitals() {
        assertThat(source(Map.of("SENTRY_PROXY_HOST", "a", "SENTRY_SEND_MODULES", "b"), Map.of()))
                .satisfies(
                        source -> assertThat(source.getProperty("proxy.host")).isEqualTo("a"))
                .satisfies(
                        source -> assertThat(source.getProperty("send-modules")).isEqualTo("b"));
    }

    @Test
    void value_inQuotes_isWithoutThem() {
        Map<String, String> file =
                Map.of("release", "\"quoted\"", "dist", "\"", "environment", "\"half", "servername", "\"\"");

        ExternalOptionsSource source = source(Map.of(), file);

        assertThat(source.getProperty("release")).isEqualTo("quoted");
        assertThat(source.getProperty("dist")).isEqualTo("\"");
        assertThat(source.getProperty("environment")).isEqualTo("\"half");
        assertThat(source.getProperty("servername")).isEmpty();
    }

    @Test
    void map_isMergedFromAllPlaces_eachEntryFromTheFirst() {
        system.setProperty("sentry.tags.system", "1");
        system.setProperty("sentry.tags.all", "\"1\"");
        system.setProperty("sentry.other", "not one");

        assertThat(source(
                                Map.of("SENTRY_TAGS_ENVIRONMENT", "2", "SENTRY_TAGS_ALL", "2", "SENTRY_DSN", "not one"),
                                Map.of("tags.file", "3", "tags.all", "3", "tagsy", "not one"))
                        .getMap("tags"))
                .containsOnly(
                        Map.entry("system", "1"),
                        Map.entry("environment", "2"),
                        Map.entry("file", "3"),
                        Map.entry("all", "1"));
    }

    /** It reads each kind of value that it has: what it asks for has other names in other versions. */
    @Test
    void sdk_readsItsOptionsFromIt() {
        Map<String, String> file = Map.of(
                "dsn", "http://key@127.0.0.1/1",
                "send-modules", "false",
                "proxy.host", "proxy.acme.com",
                "tags.shop", "north",
                "in-app-includes", "com.acme,org.acme");

        ExternalOptions options = ExternalOptions.from(source(Map.of(), file), NoOpLogger.getInstance());

        assertThat(options.getDsn()).isEqualTo("http://key@127.0.0.1/1");
        assertThat(options.isSendModules()).isFalse();
        assertThat(options.getProxy().getHost()).isEqualTo("proxy.acme.com");
        assertThat(options.getTags()).containsEntry("shop", "north");
        assertThat(options.getInAppIncludes()).containsExactly("com.acme", "org.acme");
    }
}
