package io.github.threadreporter.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options by name: system property {@code threadreporter.NAME}, else environment variable {@code
 * THREADREPORTER_NAME}, else {@code threadreporter.NAME} in {@code sentry.properties}. Immutable and thread-safe.
 */
public final class Settings {

    /** What every key of this product begins with. */
    public static final String PREFIX = "threadreporter.";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final List<Function<String, Optional<String>>> sources;
    private final Map<String, String> file;

    private Settings(List<Function<String, Optional<String>>> sources, Map<String, String> file) {
        this.sources = sources;
        this.file = file;
    }

    /**
     * @param system system properties
     * @param environment environment variables
     * @param file the contents of {@code sentry.properties}
     */
    public Settings(Properties system, Map<String, String> environment, Properties file) {
        this.file = file.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, file::getProperty));
        sources = List.of(
                name -> Optional.ofNullable(system.getProperty(PREFIX + name)),
                name -> Optional.ofNullable(environment.get(environmentName(name))),
                name -> Optional.ofNullable(this.file.get(PREFIX + name)));
    }

    /** The settings of this process. Reads {@code sentry.properties} where the Sentry SDK does. */
    public static Settings ofThisProcess() {
        return new Settings(System.getProperties(), System.getenv(), SentryPropertiesFile.load());
    }

    /** These alone: the names are without the prefix. */
    public static Settings of(Map<String, String> entries) {
        Map<String, String> copy = Map.copyOf(entries);
        return new Settings(List.of(name -> Optional.ofNullable(copy.get(name))), Map.of());
    }

    /** The same, but what is among these entries (names without the prefix) goes first. */
    public Settings under(Map<String, String> entries) {
        return new Settings(
                Stream.concat(of(entries).sources.stream(), sources.stream()).toList(), file);
    }

    /** Everything in {@code sentry.properties}, also what is not ours: secrets among it must be known to be masked. */
    public Map<String, String> fileEntries() {
        return Map.copyOf(file);
    }

    /** {@code in-app} is {@code THREADREPORTER_IN_APP}; {@code limits.eventBytes} is {@code ..._LIMITS_EVENT_BYTES}. */
    static String environmentName(String name) {
        return (PREFIX + name)
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[.-]", "_")
                .toUpperCase(Locale.ROOT);
    }

    /** The value without surrounding space; empty where nobody set it or it is blank. */
    public Optional<String> text(String name) {
        return sources.stream()
                .flatMap(source -> source.apply(name).stream())
                .findFirst()
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The value as a list separated by commas, without blanks. */
    public List<String> list(String name) {
        return text(name)
                .map(value -> Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /**
     * The value as a whole number.
     *
     * @throws IllegalArgumentException naming key and value, if it is not one
     */
    public Optional<Integer> number(String name) {
        return text(name).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw wrong(name, value, "a whole number");
            }
        });
    }

    /**
     * The value as a switch.
     *
     * @throws IllegalArgumentException naming key and value, if it is neither true nor false
     */
    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, value, "true or false");
        });
    }

    /**
     * The value as a time: a whole number and its unit, {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}.
     *
     * @throws IllegalArgumentException naming key and value, if it is not one
     */
    public Optional<Duration> duration(String name) {
        return text(name).map(value -> {
            Matcher matcher = DURATION.matcher(value);
            if (!matcher.matches()) {
                throw wrong(name, value, "a time such as 30s, 5m or 1h");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        });
    }

    private static IllegalArgumentException wrong(String name, String value, String wanted) {
        return new IllegalArgumentException(PREFIX + name + ": '" + value + "' is not " + wanted);
    }
}
