package io.github.threadreporter.collect;

import static io.github.threadreporter.testing.ForkedJvm.OPEN;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is collected is checked inside of the forked JVM, by {@link CollectVictim}. */
class JvmCollectorIT {

    private static final String NATIVE = "-Dvictims.native=true";

    @Test
    void locks_inAClosedJdk_haveOwnersAndFrames() {
        victim().run("locks");
    }

    @Test
    void locks_inAnOpenJdk_haveOwnersAndFrames() {
        victim().flags(OPEN).run("locks");
        victim().flags(NATIVE).run("locks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void locksAndContext_withEveryCollector_areRead(String collector) {
        victim().flags(NATIVE).flags(collector).run("locks");
        victim().flags(NATIVE).flags(collector).run("context");
    }

    @Test
    void closedJdk_capture_saysWhatIsMissingAndHowToOpenIt() {
        victim().run("closed");
    }

    @Test
    void libraryJar_asAgent_opensWithoutFurtherFlags() {
        victim().flags("-javaagent:" + System.getProperty("library.jar")).run("context");
    }

    @Test
    void context_ofOtherThreads_isTheirOwn() {
        victim().flags(OPEN).run("context");
    }

    @Test
    void deepStack_isCutAndCounted() {
        victim().run("deep");
        victim().flags(OPEN).run("deep");
    }

    @Test
    void threadsComingAndGoing_areNoError() {
        victim().flags(NATIVE).run("churn");
        victim().flags(OPEN).run("churn");
    }

    @Test
    void virtualThreads_inAnOpenJdk_haveContextContainerAndCarrier() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().flags(NATIVE).run("virtual");
    }

    @Test
    void virtualThreads_inADeadlock_haveOwners() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().flags(NATIVE).run("virtual-deadlock");
    }

    @Test
    void virtualThreads_withoutTheNativeLibrary_haveStacksAlone() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().flags(OPEN).run("virtual-opened");
    }

    @Test
    void virtualThreads_inAClosedJdk_areMissingWithTheFlag() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().run("virtual-closed");
    }

    @Test
    void virtualCaller_isShownWhereItLooked() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().flags(NATIVE).run("virtual-caller");
        victim().flags(OPEN).run("virtual-caller");
    }

    @Test
    void virtualThreads_beyondTheLimit_areCounted() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().flags(NATIVE).run("virtual-limited");
        victim().flags(OPEN).run("virtual-limited");
    }

    @Test
    void scopedValues_ofOtherThreads_areRead() {
        assumeTrue(ForkedJvm.feature() >= 25);
        victim().flags(NATIVE).run("scoped");
    }

    private static ForkedJvm victim() {
        return ForkedJvm.of(CollectVictim.class);
    }
}
