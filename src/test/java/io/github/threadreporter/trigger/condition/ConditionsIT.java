package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions in JVMs that are in trouble, and in one that is not. */
class ConditionsIT {

    @ParameterizedTest
    @ValueSource(strings = {"deadlock", "lock", "spin", "future", "request", "cpu"})
    void trouble_isNoticed(String trouble) {
        assertThat(ForkedJvm.of(TroubledJvm.class).run(trouble)).contains("noticed");
    }

    @Test
    void deadlockOfVirtualThreads_isNoticed() {
        assumeTrue(ForkedJvm.feature() >= 25, "their locks are known from 25 on");
        assertThat(ForkedJvm.of(TroubledJvm.class).run("virtual-deadlock")).contains("noticed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void heapThatIsFull_isNoticedWithEachCollector(String collector) {
        ForkedJvm.of(FullHeap.class)
                .flags("-XX:+Use" + collector + "GC", "-Xmx160m", "-Xms160m")
                .run();
    }

    @Test
    void healthyJvm_isLeftInPeace() {
        ForkedJvm.of(HealthyJvm.class).run();
    }

    @Test
    void threadThatEndsForLackOfMemory_isCapturedOnce() {
        assertThat(ForkedJvm.of(EndingJvm.class).flags("-Xmx64m").run("out-of-memory"))
                .contains("captured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+ExitOnOutOfMemoryError", "-XX:OnOutOfMemoryError=kill -9 %p"})
    void processThatTheJvmEndsForLackOfMemory_isNotCaptured(String flag) {
        assertThatThrownBy(() -> ForkedJvm.of(EndingJvm.class)
                        .flags("-Xmx64m", "-XX:-CreateCoredumpOnCrash", flag)
                        .run("out-of-memory"))
                .as("a limit that the documentation names")
                .hasMessageContaining("exit code")
                .hasMessageNotContaining("captured");
    }

    @Test
    void hookThatHangs_isTheSuspectOfASlowShutdown() {
        assertThat(ForkedJvm.of(EndingJvm.class).run("slow"))
                .contains("hanging has kept the JVM from ending for more than 2 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "slow-delivery"})
    void otherShutdown_isNotDelayedAndNotTold(String way) {
        assertThat(ForkedJvm.of(EndingJvm.class).run(way)).doesNotContain("slow-shutdown");
    }
}
