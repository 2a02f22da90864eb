package io.github.threadreporter.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cron parser as it is in {@code thread-reporter.jar}: renamed, and without the logging library that it wants. */
class ShadedCronIT {

    private static final String FOLDER = "agent/";

    @TempDir
    private Path folder;

    @Test
    void expression_inTheRunnableJar_isUnderstood() throws Exception {
        unpack();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> timing = loader.loadClass(Timing.class.getName());

            Object cron = timing.getMethod("cron", String.class, ZoneId.class)
                    .invoke(null, "0,30 3-5 * * MON-FRI", ZoneOffset.UTC);

            assertThat(cron.getClass().getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void expression_withoutTheParser_isRefusedWithWhatIsMissing() throws Exception {
        Path classes = Path.of(
                Timing.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> timing = loader.loadClass(Timing.class.getName());
            try {
                timing.getMethod("cron", String.class, ZoneId.class).invoke(null, "0 3 * * *", ZoneOffset.UTC);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("com.cronutils:cron-utils");
                return;
            }
        }
        throw new AssertionError("it was found");
    }

    @Test
    void runnableJar_holdsNothingUnderTheNameOfALibrary() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty("agent.jar"))) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.contains("org/slf4j") || name.contains("com/cronutils"))
                    .noneMatch(name -> name.contains("trigger/logback"));
        }
    }

    private void unpack() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty("agent.jar"))) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                    Path file = folder.resolve(entry.getName().substring(FOLDER.length()));
                    Files.createDirectories(file.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }
}
