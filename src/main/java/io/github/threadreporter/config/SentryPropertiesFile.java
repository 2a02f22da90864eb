package io.github.threadreporter.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** {@code sentry.properties}, found where the Sentry SDK looks for it and in its order. */
final class SentryPropertiesFile {

    private static final String NAME = "sentry.properties";

    private SentryPropertiesFile() {}

    /**
     * The merged contents; an earlier place wins over a later one. Empty where there is no such file.
     *
     * @throws IllegalArgumentException if a file that somebody named cannot be read
     */
    static Properties load() {
        Properties merged = new Properties();
        merge(named(System.getProperty("sentry.properties.file")), merged);
        merge(named(System.getenv("SENTRY_PROPERTIES_FILE")), merged);
        merge(fromClassPath(), merged);
        Path local = Path.of(NAME);
        if (Files.isReadable(local)) {
            merge(named(local.toString()), merged);
        }
        return merged;
    }

    private static void merge(Properties from, Properties into) {
        from.stringPropertyNames().forEach(key -> into.putIfAbsent(key, from.getProperty(key)));
    }

    private static Properties named(@Nullable String file) {
        Properties properties = new Properties();
        if (file != null) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                properties.load(in);
            } catch (IOException e) {
                throw new IllegalArgumentException("sentry.properties.file: '" + file + "' cannot be read", e);
            }
        }
        return properties;
    }

    private static Properties fromClassPath() {
        Properties properties = new Properties();
        try (InputStream in = onClassPath()) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(NAME + " on the class path cannot be read", e);
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
