package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
}
