package io.github.threadreporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JDK 25 crashes when a thread ends while a snapshot of it is taken, if nobody holds it. */
class ComingAndGoingIT {

    private static final String LOOKS = System.getProperty("comingAndGoing.looks", "1000");

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseZGC"})
    void looks_whileThreadsStartAndEnd_crashNothing(String collector) {
        assertThat(ForkedJvm.of(ComingAndGoing.class).flags(collector).run(LOOKS))
                .contains("threads in " + LOOKS + " looks");
    }

    @Test
    void looks_withoutTheNativeLibrary_crashNothing() {
        assertThat(ForkedJvm.of(ComingAndGoing.class)
                        .flags("-Dthreadreporter.native=false")
                        .flags(ForkedJvm.OPEN)
                        .run(LOOKS))
                .contains("threads in " + LOOKS + " looks");
    }
}
