package io.github.threadreporter.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code sentry.properties}, found where the Sentry SDK looks for it and in its order. */
final class SentryPropertiesFile {

    private static final String NAME = "sentry.properties";

    /** Null where what cannot be read is an error. */
    private final @Nullable Consumer<String> complaints;

    private SentryPropertiesFile(@Nullable Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /**
     * The merged contents; an earlier place wins over a later one. Empty where there is no such file.
     *
     * @throws IllegalArgumentException if a file that somebody named cannot be read
     */
    static Properties load() {
        return new SentryPropertiesFile(null).read();
    }

    /** The same, without what cannot be read; {@code complaints} is told of it. */
    static Properties load(Consumer<String> complaints) {
        return new SentryPropertiesFile(complaints).read();
    }

    private Properties read() {
        Properties merged = new Properties();
        merge(named(System.getProperty("sentry.properties.file")), merged);
        merge(named(System.getenv("SENTRY_PROPERTIES_FILE")), merged);
        merge(fromClassPath(), merged);
        if (new File(NAME).canRead()) {
            merge(named(NAME), merged);
        }
        return merged;
    }

    private static void merge(Properties from, Properties into) {
        for (String key : from.stringPropertyNames()) {
            into.putIfAbsent(key, from.getProperty(key, ""));
        }
    }

    private Properties named(@Nullable String file) {
        Properties properties = new Properties();
        if (file != null) {
            try (InputStream in = new FileInputStream(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) { // the latter for a bad escape
                refuse("sentry.properties.file: '" + file + "' cannot be read", e);
            }
        }
        return properties;
    }

    private void refuse(String what, Exception cause) {
        if (complaints == null) {
            throw new IllegalArgumentException(what, cause);
        }
        complaints.accept(what + ": " + cause.getMessage());
    }

    private Properties fromClassPath() {
        Properties properties = new Properties();
        try (InputStream in = onClassPath()) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            refuse(NAME + " on the class path cannot be read", e);
        }
        return properties;
    }

    /** Ours first; the agent's class loader sees nothing of the application's class path. */
    private static @Nullable InputStream onClassPath() {
        ClassLoader loader = SentryPropertiesFile.class.getClassLoader();
        InputStream own = loader == null ? null : loader.getResourceAsStream(NAME);
        return own != null ? own : ClassLoader.getSystemResourceAsStream(NAME);
    }
}
