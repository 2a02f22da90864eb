package io.github.threadreporter.config;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One of the places where options are set. */
abstract class SettingSource {

    /** The value of an option; null where it is not set here. */
    abstract @Nullable String value(String name);

    /** The options that are set here; see {@link Settings#names}. */
    abstract Set<String> names(Iterable<String> known);

    /** Names without the prefix. */
    static SettingSource ofNames(Map<String, String> entries) {
        return new Names(entries);
    }

    /** Names with the prefix. */
    static SettingSource ofProperties(Properties properties) {
        return new Prefixed(properties);
    }

    static SettingSource ofEnvironment(Map<String, String> environment) {
        return new Environment(environment);
    }

    /** {@code in-app} is {@code THREADREPORTER_IN_APP}; {@code limits.eventBytes} is {@code ..._LIMITS_EVENT_BYTES}. */
    static String environmentName(String name) {
        StringBuilder text = new StringBuilder(Settings.PREFIX.replace('.', '_'));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0
                    && Character.isUpperCase(c)
                    && Character.isLetterOrDigit(name.charAt(i - 1))
                    && !Character.isUpperCase(name.charAt(i - 1))) {
                text.append('_');
            }
            text.append(c == '.' || c == '-' ? '_' : c);
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    private static final class Names extends SettingSource {
        private final Map<String, String> entries;

        Names(Map<String, String> entries) {
            this.entries = entries;
        }

        @Override
        @Nullable
        String value(String name) {
            return entries.get(name);
        }

        @Override
        Set<String> names(Iterable<String> known) {
            return entries.keySet();
        }
    }

    private static final class Prefixed extends SettingSource {
        private final Properties properties;

        Prefixed(Properties properties) {
            this.properties = properties;
        }

        @Override
        @Nullable
        String value(String name) {
            return properties.getProperty(Settings.PREFIX + name);
        }

        @Override
        Set<String> names(Iterable<String> known) {
            Set<String> names = new TreeSet<>();
            for (String key : properties.stringPropertyNames()) {
                if (key.startsWith(Settings.PREFIX)) {
                    names.add(key.substring(Settings.PREFIX.length()));
                }
            }
            return names;
        }
    }

    private static final class Environment extends SettingSource {
        private final Map<String, String> environment;

        Environment(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        @Nullable
        String value(String name) {
            return environment.get(environmentName(name));
        }

        @Override
        Set<String> names(Iterable<String> known) {
            Set<String> names = new TreeSet<>();
            for (String name : known) {
                if (value(name) != null) {
                    names.add(name);
                }
            }
            return names;
        }
    }
}
