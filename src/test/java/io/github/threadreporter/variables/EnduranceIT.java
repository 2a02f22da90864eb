package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures without end, in a JVM in which nothing stays as it is, harm nothing. */
class EnduranceIT {

    /** Half an hour takes some ten thousands: set the system property for that. */
    private static final String CAPTURES = System.getProperty("endurance.captures", "60");

    @BeforeEach
    void needsTheLibrary() {
        NativeBuild.assumeThere();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void captures_whileThreadsAndClassesComeAndGo_harmNothing(String collector) {
        assertThat(ForkedJvm.of(Endurance.class).flags(collector).run(CAPTURES)).contains("variables in");
    }

    @Test
    void captures_underTheJvmsOwnChecks_violateNoRuleOfJni() {
        assertThat(ForkedJvm.of(Endurance.class).flags("-Xcheck:jni").run(CAPTURES))
                .contains("variables in")
                .doesNotContain("WARNING in native method", "FATAL ERROR");
    }

    /** Each capture uses some hundred kilobytes and references while it lasts. */
    @Test
    void captures_leaveNothingBehind() {
        String printed = ForkedJvm.of(Leaks.class)
                .flags("-XX:NativeMemoryTracking=summary")
                .run();

        Matcher grown = Pattern.compile("references grew by (-?\\d+), memory by (-?\\d+) KB")
                .matcher(printed);
        assertThat(grown.find()).as(printed).isTrue();
        assertThat(Long.parseLong(grown.group(1))).as("references").isLessThan(Leaks.MOST_REFERENCES);
        assertThat(Long.parseLong(grown.group(2)))
                .as("KB after 200 more captures")
                .isLessThan(1_000);
    }

    /** AddressSanitizer and UndefinedBehaviorSanitizer watch the library and what it asks the JVM for. */
    @Test
    void captures_underSanitizers_violateNothing(@TempDir Path folder) throws Exception {
        Path sanitizer = Path.of(run("gcc", "-print-file-name=libasan.so").strip());
        assumeTrue(Files.exists(sanitizer), "gcc comes without sanitizers");
        String home = System.getProperty("java.home");
        assumeTrue(Files.exists(Path.of(home, "include", "jvmti.h")), "a JDK without headers");
        run("make", "-C", "src/main/c", "asan", "JAVA_HOME=" + home, "OUT=" + folder);

        String printed = ForkedJvm.of(Endurance.class)
                .first(folder)
                .environment(
                        "LD_PRELOAD",
                        sanitizer + " "
                                + run("gcc", "-print-file-name=libubsan.so").strip())
                .environment("ASAN_OPTIONS", "handle_segv=0:detect_leaks=0") // the JVM handles and frees by itself
                .run(CAPTURES);

        assertThat(printed).contains("variables in").doesNotContain("Sanitizer", "runtime error");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
