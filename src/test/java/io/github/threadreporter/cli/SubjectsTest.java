package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.Subject;
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.testing.Dumps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose root is a folder here. */
class SubjectsTest {

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>(Map.of("user.dir", "/app"));
    private final List<String> complaints = new ArrayList<>();

    private Subject subject() {
        return Subjects.of(new TargetFacts(environment, properties, null), Dumps.deadlocked(), root, complaints::add);
    }

    private Path file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void jar(String path, String entry, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void assertKnown(String key, String value) {
        assertThat(subject().secrets()).anySatisfy(source -> assertThat(source).containsEntry(key, value));
        assertThat(complaints).isEmpty();
    }

    @Test
    void environmentAndProperties_areKnown() {
        environment.put("DB_PASSWORD", "p-1");
        properties.put("api.key", "p-2");

        assertKnown("DB_PASSWORD", "p-1");
        assertKnown("api.key", "p-2");
    }

    @Test
    void sentryProperties_inTheWorkingFolder_isKnown() throws IOException {
        file("app/sentry.properties", "auth.token=t-1");

        assertKnown("auth.token", "t-1");
    }

    @Test
    void sentryProperties_thatWasNamed_isKnown() throws IOException {
        properties.put("sentry.properties.file", "/etc/acme/one.properties");
        environment.put("SENTRY_PROPERTIES_FILE", "conf/two.properties");
        file("etc/acme/one.properties", "proxy.pass=t-1");
        file("app/conf/two.properties", "auth.token=t-2");

        assertKnown("proxy.pass", "t-1");
        assertKnown("auth.token", "t-2");
    }

    @Test
    void sentryProperties_onTheClassPath_isKnown() throws IOException {
        properties.put("java.class.path", "classes:/lib/a.jar:shop.jar:nowhere.jar");
        file("app/classes/sentry.properties", "auth.token=t-1");
        jar("lib/a.jar", "sentry.properties", "auth.token=t-2");
        jar("app/shop.jar", "BOOT-INF/classes/sentry.properties", "auth.token=t-3");

        assertKnown("auth.token", "t-1");
        assertKnown("auth.token", "t-2");
        assertKnown("auth.token", "t-3");
    }

    @Test
    void damagedFile_isTold_andTheOthersAreKnown() throws IOException {
        properties.put("java.class.path", "damaged.jar:classes");
        file("app/damaged.jar", "no jar");
        file("app/classes/sentry.properties", "auth.token=t-1");
        file("app/sentry.properties", "auth.token=\\u12");

        assertThat(subject().secrets()).anySatisfy(source -> assertThat(source).containsEntry("auth.token", "t-1"));
        assertThat(complaints)
                .hasSize(2)
                .anyMatch(text -> text.contains("app/damaged.jar cannot be read"))
                .anyMatch(text -> text.contains("app/sentry.properties cannot be read"));
    }

    @Test
    void classPathAndHome_areSeenThroughTheRoot() {
        properties.put("java.class.path", "classes:/lib/a.jar");
        properties.put("java.home", "/opt/jdk");

        assertThat(subject().classPath()).isEqualTo(root + "/app/classes:" + root + "/lib/a.jar");
        assertThat(subject().javaHome()).isEqualTo(root.resolve("opt/jdk"));
    }
}
