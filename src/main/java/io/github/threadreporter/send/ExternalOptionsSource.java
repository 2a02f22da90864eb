package io.github.threadreporter.send;

import io.sentry.config.PropertiesProvider;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Options of the SDK where it looks for them itself: system properties, environment, {@code sentry.properties}. The SDK's
 * own reader prints to the standard output of the application what it cannot read.
 */
final class ExternalOptionsSource implements PropertiesProvider {

    private static final String PROPERTY = String.join(".", "sentry", "");
    private static final String VARIABLE = "SENTRY_";

    private final Properties system;
    private final Map<String, String> environment;
    private final Map<String, String> file;

    ExternalOptionsSource(Properties system, Map<String, String> environment, Map<String, String> file) {
        this.system = system;
        this.environment = environment;
        this.file = file;
    }

    @Override
    public @Nullable String getProperty(String name) {
        String value = system.getProperty(PROPERTY + name);
        if (value == null) {
            value = environment.get(VARIABLE + inCapitals(name));
        }
        return unquoted(value == null ? file.get(name) : value);
    }

    /** Later entries win: the order is that of {@link #getProperty}, from behind. */
    @Override
    public Map<String, String> getMap(String name) {
        Map<String, String> map = new HashMap<>();
        file.forEach((key, value) -> put(map, name + ".", key, value));
        String variable = VARIABLE + inCapitals(name) + "_";
        environment.forEach((key, value) -> {
            if (key.startsWith(variable)) {
                map.put(key.substring(variable.length()).toLowerCase(Locale.ROOT), unquoted(value));
            }
        });
        for (String key : system.stringPropertyNames()) {
            put(map, PROPERTY + name + ".", key, system.getProperty(key, ""));
        }
        return map;
    }

    private static void put(Map<String, String> map, String prefix, String key, String value) {
        if (key.startsWith(prefix)) {
            map.put(key.substring(prefix.length()), unquoted(value));
        }
    }

    private static String inCapitals(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static @Nullable String unquoted(@Nullable String value) {
        return value != null && value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
