package io.github.threadreporter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no value is wrong is checked inside of the forked JVM, by {@link LiveAudit}. */
class LiveFramesIT {

    private static final String WARM = "60000";
    private static final String MANY_THREADS = "1000";

    @Test
    void ownFrames_interpreted_tellAllButZerosThatNobodyReads() {
        String counts = caller("0", "-Xint");

        assertThat(counts)
                .doesNotContain("compiled")
                .contains("known interpreted live primitives", "known interpreted dead primitives")
                .contains("unknown interpreted dead primitives")
                .doesNotContain("unknown interpreted dead shared objects");
        assertLiveOnesAreKnown(counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-XX:+TieredCompilation"})
    void ownFrames_compiledAndBackAgain_tellWhatIsReadYet(String flag) {
        assertCompiledOnesTellWhatIsReadYet(caller(WARM, flag, "-XX:-BackgroundCompilation"));
    }

    @Test
    void ownFrames_compiledAtOnce_tellWhatIsReadYet() {
        assertCompiledOnesTellWhatIsReadYet(ForkedJvm.of(LiveCallerProbe.class)
                .flags(ForkedJvm.OPEN)
                .compiled()
                .flags("-XX:-BackgroundCompilation")
                .run("0"));
    }

    private static void assertCompiledOnesTellWhatIsReadYet(String counts) {
        assertThat(counts).contains("known compiled live primitives", "unknown compiled dead primitives");
        assertLiveOnesAreKnown(counts);
    }

    @Test
    void unmountedThreads_interpreted_tellAllButZerosThatNobodyReads() {
        String counts = unmounted("0", "100", "-Xint");

        assertThat(counts)
                .doesNotContain("compiled")
                .contains("known interpreted live primitives", "known interpreted dead primitives");
        assertLiveOnesAreKnown(counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
    void unmountedThreads_compiled_tellWhatIsReadYet(String flag) {
        String counts = unmounted(WARM, MANY_THREADS, flag, "-XX:-BackgroundCompilation");

        assertThat(counts).contains("known compiled live primitives");
        assertLiveOnesAreKnown(counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC"})
    void unmountedThreads_withAnyCollector_tellWhatIsReadYet(String flag) {
        assertLiveOnesAreKnown(unmounted(WARM, MANY_THREADS, flag));
    }

    @Test
    void liveFrames_inAClosedJvm_areMissingAndSayWhy() {
        String printed = ForkedJvm.of(Closed.class).run();

        assertThat(printed).contains("package java.lang is not open to this library");
    }

    private static String caller(String warmUp, String... flags) {
        return ForkedJvm.of(LiveCallerProbe.class)
                .flags(ForkedJvm.OPEN)
                .flags(flags)
                .run(warmUp);
    }

    private static String unmounted(String warmUp, String threads, String... flags) {
        assumeTrue(ForkedJvm.feature() >= 25);
        return ForkedJvm.of(LiveUnmountedProbe.class)
                .flags(ForkedJvm.OPEN)
                .flags(flags)
                .run(warmUp, threads);
    }

    private static void assertLiveOnesAreKnown(String counts) {
        assertThat(counts)
                .contains(" live primitives = ", " live shared objects = ")
                .doesNotContain("unknown interpreted live")
                .doesNotContain("unknown compiled live primitives")
                .doesNotContain("unknown compiled live shared objects");
    }

    /** Prints why there are none. */
    static final class Closed {

        public static void main(String[] arguments) {
            Jdk jdk = Jdk.probe();
            System.out.println(List.of(
                    jdk.liveFrames().isPresent(),
                    jdk.lack(Jdk.Ability.LIVE_FRAMES).orElse("nothing")));
        }
    }
}
