package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.agent.ExtractLibrary;
import io.github.threadreporter.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library in JVMs of their own, checked inside of each, where the JVM itself watches every call of JNI. */
class NativeLibraryIT {

    @TempDir
    private Path folder;

    @BeforeAll
    static void assumeTheLibraryIsThere() {
        NativeBuild.assumeThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parked", "shared", "limit", "many", "nothing"})
    void walk_overKnownStacks_findsTheirObjects(String how) {
        checked(WalkVictim.class).andRun(how);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void walk_withEveryCollector_findsTheObjects(String collector) {
        checked(WalkVictim.class, collector).andRun("parked");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void walk_overInterpretedOrCompiledFrames_findsTheObjects(boolean compiled) {
        Checked jvm = checked(WalkVictim.class);
        if (compiled) {
            jvm.jvm().compiled();
        } else {
            jvm.jvm().flags("-Xint");
        }
        jvm.andRun("parked");
    }

    @Test
    void walk_overAMountedVirtualThread_findsItsObjects() {
        assumeTrue(ForkedJvm.feature() >= 25);
        checked(WalkVictim.class).andRun("mounted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subclasses", "many", "limit", "nothing"})
    void instances_ofKnownClasses_areFound(String how) {
        checked(InstancesVictim.class).andRun(how);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void instances_withEveryCollector_areFound(String collector) {
        checked(InstancesVictim.class, collector).andRun("subclasses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stacks", "unloaded", "open", "suspend"})
    void threads_lookedAt_areWhereTheyAre(String what) {
        checked(StackVictim.class).andRun(what);
    }

    @Test
    void virtualThread_lookedAt_isWhereItIs() {
        assumeTrue(ForkedJvm.feature() >= 25);
        checked(StackVictim.class).andRun("virtual");
    }

    @Test
    void fields_ofEveryKind_areReadInAClosedJdk() {
        assertThat(checked(FieldsVictim.class).andRun()).doesNotContain("initialised");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parked", "refusals", "running"})
    void locals_withTheAgent_areReadAtOneMoment(String how) throws IOException {
        checked(LocalsVictim.class, agent()).andRun(how);
    }

    @Test
    void locals_ofAVirtualThread_areRead() throws IOException {
        assumeTrue(ForkedJvm.feature() >= 25);
        checked(LocalsVictim.class, agent()).andRun("virtual");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void locals_withADebugger_areLeftToIt(boolean debuggerFirst) throws IOException {
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:0";
        String first = debuggerFirst ? debugger : agent();
        String second = debuggerFirst ? agent() : debugger;
        ForkedJvm.of(LocalsVictim.class).flags(first, second).run("debugged");
    }

    @Test
    void extracting_printsTheFlagToStartWith() {
        String printed =
                ForkedJvm.of(ExtractLibrary.class).run(folder.resolve("new").toString());

        assertThat(printed).startsWith("-agentpath:" + folder.resolve("new"));
        checked(LocalsVictim.class, printed.strip()).andRun("parked");
    }

    @Test
    void locals_withoutTheAgent_cannotBeRead() {
        checked(LocalsVictim.class).andRun("without");
    }

    @Test
    void locals_withAnAgentOfAnotherVersion_cannotBeRead() throws IOException {
        String flag = agent();
        Path file = Path.of(flag.substring(flag.indexOf(':') + 1));
        Files.write(file, new byte[1], StandardOpenOption.APPEND);

        checked(LocalsVictim.class, flag).andRun("other");
    }

    @Test
    void loading_switchedOff_saysSo() {
        checked(LoadVictim.class, "-Dthreadreporter.native=false").andRun("lack", "threadreporter.native=false");
    }

    @Test
    void loading_withoutAFolderToWriteTo_saysSo() {
        checked(LoadVictim.class, "-Dthreadreporter.native.dir=" + folder.resolve("none"))
                .andRun("lack", "cannot be written");
    }

    @Test
    void loading_forbiddenByTheUser_saysSo() {
        assumeTrue(ForkedJvm.feature() >= 24);
        ForkedJvm.of(LoadVictim.class)
                .flags("--illegal-native-access=deny")
                .run("lack", "the JVM does not allow the native library");
    }

    @Test
    void loading_intoAFolder_leavesNothingBehind() {
        checked(LoadVictim.class, "-Djava.io.tmpdir=" + folder).andRun("folder", folder.toString());
    }

    @Test
    void loading_byManyThreads_happensOnce() {
        checked(LoadVictim.class).andRun("once");
    }

    @Test
    void loading_ofRenamedClasses_servesThem() {
        checked(LoadVictim.class).andRun("renamed");
    }

    @Test
    void loading_byTwoClassLoaders_givesEachItsOwn() throws IOException {
        checked(LoadVictim.class).andRun("twice");
        checked(LoadVictim.class, agent()).andRun("twice");
    }

    @Test
    void calls_whileThreadsAndClassesComeAndGo_findNothingWrong() {
        checked(StressVictim.class, "-Xmx64m").andRun("300");
    }

    /** Whatever a call is doing when the JVM goes away, it goes away in peace. */
    @ParameterizedTest
    @CsvSource({
        "0,exit",
        "0,return",
        "300,exit",
        "600,return",
        "1000,exit",
        "2000,return",
        "4000,exit",
        "8000,return",
        "16000,exit"
    })
    void calls_whileTheJvmEnds_doNoHarm(String micros, String how) throws IOException {
        checked(ShutdownVictim.class, agent()).andRun(micros, how);
    }

    private String agent() throws IOException {
        return "-agentpath:" + LibraryFile.ofThisJvm().replaceIn(folder);
    }

    private record Checked(ForkedJvm jvm) {
        String andRun(String... arguments) {
            String printed = jvm.run(arguments);
            assertThat(printed).doesNotContain("WARNING", "FATAL");
            return printed;
        }
    }

    private static Checked checked(Class<?> victim, String... flags) {
        List<String> allowed = ForkedJvm.feature() >= 24 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
        return new Checked(
                ForkedJvm.of(victim).flags("-Xcheck:jni").flags(allowed).flags(flags));
    }
}
