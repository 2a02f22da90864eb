package io.github.threadreporter.cli;

import io.github.threadreporter.model.TargetFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Every {@code sentry.properties} of a process that its Sentry SDK may have read: secrets in them have to be known to be
 * masked. Read from outside, so that the process has nothing to do with it.
 */
final class SentryFiles {

    private static final String NAME = "sentry.properties";

    /** Where jars have it: their own, and those of Spring Boot and of web applications. */
    private static final List<String> IN_JARS = List.of(NAME, "BOOT-INF/classes/" + NAME, "WEB-INF/classes/" + NAME);

    private static final int MOST_BYTES = 1 << 20;

    private final Consumer<String> complaints;
    private final List<Map<String, String>> found = new ArrayList<>();

    private SentryFiles(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /**
     * What stands in them.
     *
     * @param classPath folders and jars, as this process sees them
     * @param seen a path as that process knows it, as this process sees it; none where it is no path
     * @param complaints told of each that is there and cannot be read
     */
    static List<Map<String, String>> of(
            TargetFacts facts, List<Path> classPath, Function<String, List<Path>> seen, Consumer<String> complaints) {
        SentryFiles files = new SentryFiles(complaints);
        for (String named : List.of(
                facts.properties().getOrDefault("sentry.properties.file", ""),
                facts.environment().getOrDefault("SENTRY_PROPERTIES_FILE", ""),
                NAME)) {
            if (!named.isEmpty()) {
                seen.apply(named).forEach(files::file);
            }
        }
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                files.file(entry.resolve(NAME));
            } else if (Files.isRegularFile(entry)) {
                files.jar(entry);
            }
        }
        return List.copyOf(files.found);
    }

    private void file(Path file) {
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                read(in);
            } catch (IOException | IllegalArgumentException e) { // the latter for a bad escape
                complain(file, e);
            }
        }
    }

    private void jar(Path file) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (String name : IN_JARS) {
                ZipEntry entry = jar.getEntry(name);
                if (entry != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        read(in);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            complain(file, e);
        }
    }

    private void read(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(in.readNBytes(MOST_BYTES)));
        Map<String, String> entries = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            entries.put(key, properties.getProperty(key, ""));
        }
        found.add(entries);
    }

    private void complain(Path file, Exception e) {
        complaints.accept("secrets in " + NAME + " are not known: " + file + " cannot be read: " + e.getMessage());
    }
}
