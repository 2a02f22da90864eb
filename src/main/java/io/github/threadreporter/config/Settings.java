package io.github.threadreporter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options by name: system property {@code threadreporter.NAME}, else environment variable {@code
 * THREADREPORTER_NAME}, else {@code threadreporter.NAME} in {@code sentry.properties}. Immutable and thread-safe.
 *
 * <p>Read while an application starts, hence without lambdas, streams and patterns, which cost tens of milliseconds then.
 */
public final class Settings {

    /** What every key of this product begins with. */
    public static final String PREFIX = "threadreporter.";

    private final List<SettingSource> sources;
    private final Map<String, String> file;
    private final Set<String> withheld;

    private Settings(List<SettingSource> sources, Map<String, String> file, Set<String> withheld) {
        this.sources = sources;
        this.file = file;
        this.withheld = withheld;
    }

    /**
     * @param system system properties
     * @param environment environment variables
     * @param file the contents of {@code sentry.properties}
     */
    public Settings(Properties system, Map<String, String> environment, Properties file) {
        this(
                List.of(
                        SettingSource.ofProperties(system),
                        SettingSource.ofEnvironment(environment),
                        SettingSource.ofProperties(file)),
                entries(file),
                Set.of());
    }

    private static Map<String, String> entries(Properties file) {
        Map<String, String> entries = new HashMap<>();
        for (String key : file.stringPropertyNames()) {
            entries.put(key, file.getProperty(key, ""));
        }
        return Map.copyOf(entries);
    }

    /**
     * The settings of this process. Reads {@code sentry.properties} where the Sentry SDK does.
     *
     * @throws IllegalArgumentException if such a file cannot be read
     */
    public static Settings ofThisProcess() {
        return new Settings(System.getProperties(), System.getenv(), SentryPropertiesFile.load());
    }

    /**
     * The same, without what cannot be read.
     *
     * @param complaints told of each file that cannot be read
     */
    public static Settings ofThisProcess(Consumer<String> complaints) {
        return new Settings(System.getProperties(), System.getenv(), SentryPropertiesFile.load(complaints));
    }

    /** These alone: the names are without the prefix. */
    public static Settings of(Map<String, String> entries) {
        return new Settings(List.of(SettingSource.ofNames(Map.copyOf(entries))), Map.of(), Set.of());
    }

    /** The same, but what is among these entries (names without the prefix) goes first. */
    public Settings under(Map<String, String> entries) {
        List<SettingSource> all = new ArrayList<>(of(entries).sources);
        all.addAll(sources);
        return new Settings(List.copyOf(all), file, withheld);
    }

    /** The same, as if nobody had set these names anywhere. */
    public Settings without(Set<String> names) {
        Set<String> all = new TreeSet<>(withheld);
        all.addAll(names);
        return new Settings(sources, file, Set.copyOf(all));
    }

    /** Everything in {@code sentry.properties}, also what is not ours: secrets among it must be known to be masked. */
    public Map<String, String> fileEntries() {
        return file;
    }

    /**
     * The names that are set, in order; those that nobody knows too, unless they are in the environment, where others may
     * mean something else by them.
     *
     * @param known the names that there are
     */
    public Set<String> names(Iterable<String> known) {
        Set<String> names = new TreeSet<>();
        for (SettingSource source : sources) {
            names.addAll(source.names(known));
        }
        names.removeAll(withheld);
        return names;
    }

    /** The value without surrounding space; empty where nobody set it or it is blank. */
    public Optional<String> text(String name) {
        String value = raw(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    private @Nullable String raw(String name) {
        if (withheld.contains(name)) {
            return null;
        }
        for (SettingSource source : sources) {
            String value = source.value(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The value as a list separated by commas, without blanks. */
    public List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (String part : text(name).orElse("").split(",", -1)) {
            if (!part.isBlank()) {
                list.add(part.strip());
            }
        }
        return List.copyOf(list);
    }

    /**
     * The value as a whole number.
     *
     * @throws IllegalArgumentException naming key and value, if it is not one
     */
    public Optional<Integer> number(String name) {
        Optional<String> value = text(name);
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(value.get()));
        } catch (NumberFormatException e) {
            throw wrong(name, value.get(), "a whole number");
        }
    }

    /**
     * The value as a switch.
     *
     * @throws IllegalArgumentException naming key and value, if it is neither true nor false
     */
    public Optional<Boolean> flag(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw wrong(name, value.get(), "true or false");
        };
    }

    /**
     * The value as a time: a whole number and its unit, {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}.
     *
     * @throws IllegalArgumentException naming key and value, if it is not one
     */
    public Optional<Duration> duration(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = DurationText.parse(value.get());
        if (duration == null) {
            throw wrong(name, value.get(), "a time such as 30s, 5m or 1h");
        }
        return Optional.of(duration);
    }

    private static IllegalArgumentException wrong(String name, String value, String wanted) {
        return new IllegalArgumentException(PREFIX + name + ": '" + value + "' is not " + wanted);
    }
}
