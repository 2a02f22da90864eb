package io.github.threadreporter.dumpfile;

import static io.github.threadreporter.dumpfile.DumpTexts.frames;
import static io.github.threadreporter.dumpfile.DumpTexts.held;
import static io.github.threadreporter.dumpfile.DumpTexts.missing;
import static io.github.threadreporter.dumpfile.DumpTexts.only;
import static io.github.threadreporter.dumpfile.DumpTexts.thread;
import static io.github.threadreporter.dumpfile.DumpTexts.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that JDK 17 and 25 wrote of one {@link DumpVictim} each. */
class GoldenDumpsTest {

    private static final String SYNC = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

    @ParameterizedTest
    @CsvSource({
        "jdk17-jstack.txt, 17.0.15+6-Debian-1deb12u1, 17",
        "jdk17-print-l-e.txt, 17.0.15+6-Debian-1deb12u1, 17",
        "jdk25-jstack.txt, 25.0.3+9-LTS, 25",
        "jdk25-print-l-e.txt, 25.0.3+9-LTS, 25",
        "jdk25-dump.json, 25.0.3+9-LTS, 25",
        "jdk25-dump.txt, 25.0.3+9-LTS, 25"
    })
    void head_tellsTheJvm(String file, String version, int feature) {
        ThreadDump dump = only(file);

        assertThat(dump.info().jvm().version()).isEqualTo(version);
        assertThat(dump.info().jvm().feature()).isEqualTo(feature);
        assertThat(dump.info().reason().kind()).isEqualTo("file");
        assertThat(dump.info().reason().detail()).isEqualTo("dump.txt");
        assertThat(dump.info().id()).matches("[0-9a-f]{32}");
        assertThat(dump.info().takenAt())
                .isBetween(Instant.parse("2026-11-26T00:00:00Z"), Instant.parse("2026-11-27T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-print-l-e.txt", "jdk25-print-l-e.txt", "jdk25-dump.json", "jdk25-dump.txt"})
    void jcmd_tellsTheProcess(String file) {
        assertThat(only(file).info().jvm().pid()).isPositive();
    }

    @Test
    void elapsed_tellsWhenTheJvmWasStarted() {
        ThreadDump dump = only("jdk17-jstack.txt");

        assertThat(Duration.between(dump.info().jvm().startedAt(), dump.info().takenAt()))
                .isBetween(Duration.ofMillis(500), Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk17-jstack.txt",
                "jdk17-print-l-e.txt",
                "jdk25-jstack.txt",
                "jdk25-print-l-e.txt",
                "jdk25-dump.json",
                "jdk25-dump.txt"
            })
    void threads_areThoseOfTheVictim(String file) {
        ThreadDump dump = only(file);

        assertState(dump, "main", Thread.State.RUNNABLE);
        assertState(dump, "dead-1", Thread.State.BLOCKED);
        assertState(dump, "lock dead 2", Thread.State.WAITING);
        assertState(dump, "monitor owner", Thread.State.TIMED_WAITING);
        assertState(dump, "blocked", Thread.State.BLOCKED);
        assertState(dump, "parked", Thread.State.WAITING);
        assertState(dump, "waiter", Thread.State.WAITING);
        assertState(dump, "timed waiter", Thread.State.TIMED_WAITING);
        assertState(dump, "quotes \" and \" #99 daemon prio=1", Thread.State.TIMED_WAITING);
        assertState(dump, "two\nlines", Thread.State.TIMED_WAITING);
        assertState(dump, "native", Thread.State.RUNNABLE);
        assertState(dump, "spinning", Thread.State.RUNNABLE);
        Set<Long> ids = new HashSet<>();
        assertThat(dump.threads()).allMatch(thread -> thread.id() > 0 && ids.add(thread.id()));
    }

    private static void assertState(ThreadDump dump, String name, Thread.State state) {
        assertThat(thread(dump, name).state()).as(name).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk17-jstack.txt",
                "jdk17-print-l-e.txt",
                "jdk25-jstack.txt",
                "jdk25-print-l-e.txt",
                "jdk25-dump.json",
                "jdk25-dump.txt"
            })
    void monitors_haveOwnersAndFrames(String file) {
        ThreadDump dump = only(file);

        assertThat(waits(thread(dump, "dead-1"))).isEqualTo("ENTERING java.lang.StringBuilder of dead-2");
        assertThat(held(thread(dump, "dead-1"))).containsExactly("java.lang.Object in grab");
        assertThat(waits(thread(dump, "dead-2"))).isEqualTo("ENTERING java.lang.Object of dead-1");
        assertThat(waits(thread(dump, "blocked"))).isEqualTo("ENTERING java.lang.Object of monitor owner");
        assertThat(waits(thread(dump, "class blocked")))
                .startsWith("ENTERING java.lang.Class")
                .endsWith(" of monitor owner");
        assertThat(held(thread(dump, "monitor owner")))
                .hasSize(2)
                .contains("java.lang.Object in occupy")
                .allMatch(lock -> lock.endsWith(" in occupy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk17-jstack.txt",
                "jdk17-print-l-e.txt",
                "jdk25-jstack.txt",
                "jdk25-print-l-e.txt",
                "jdk25-dump.json",
                "jdk25-dump.txt"
            })
    void monitorThatIsWaitedOn_isNotHeld(String file) {
        CapturedThread waiter = thread(only(file), "waiter");

        assertThat(waits(waiter)).isEqualTo("WAITING java.lang.Object of nobody");
        assertThat(waiter.held()).isEmpty();
        assertThat(frames(waiter)).anyMatch(frame -> frame.startsWith("DumpVictim.waitOn(DumpVictim.java:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-print-l-e.txt", "jdk25-print-l-e.txt"})
    void synchronizers_tellOwners(String file) {
        ThreadDump dump = only(file);

        assertThat(waits(thread(dump, "parked"))).isEqualTo("PARKED " + SYNC + " of lock owner");
        assertThat(held(thread(dump, "lock owner"))).containsExactly(SYNC + " in no frame");
        assertThat(waits(thread(dump, "lock dead 1"))).isEqualTo("PARKED " + SYNC + " of lock dead 2");
        assertThat(missing(dump)).doesNotContain("owners of java.util.concurrent locks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-jstack.txt", "jdk25-jstack.txt"})
    void reportOfDeadlock_tellsOwnersWhereNothingElseDoes(String file) {
        ThreadDump dump = only(file);

        assertThat(waits(thread(dump, "lock dead 1"))).isEqualTo("PARKED " + SYNC + " of lock dead 2");
        assertThat(held(thread(dump, "lock dead 1"))).containsExactly(SYNC + " in no frame");
        assertThat(waits(thread(dump, "parked"))).isEqualTo("PARKED " + SYNC + " of nobody");
        assertThat(missing(dump)).contains("owners of java.util.concurrent locks");
    }

    @Test
    void attributes_areThoseOfTheFirstLine() {
        ThreadDump dump = only("jdk25-print-l-e.txt");

        assertThat(thread(dump, "dead-1").daemon()).isFalse();
        assertThat(thread(dump, "waiter").daemon()).isTrue();
        assertThat(thread(dump, "waiter").priority()).isEqualTo(7);
        assertThat(thread(dump, "spinning").usage().cpuNanos()).isGreaterThan(100_000_000);
        assertThat(thread(dump, "main").usage().allocatedBytes()).isGreaterThan(100 * 1024);
        assertThat(thread(only("jdk17-jstack.txt"), "main").usage().allocatedBytes())
                .isEqualTo(Usage.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-jstack.txt", "jdk25-jstack.txt", "jdk25-dump.json", "jdk25-dump.txt"})
    void frames_haveModulesAndSteadyNames(String file) {
        ThreadDump dump = only(file);

        Frame run = thread(dump, "blocked").stack().frames().stream()
                .filter(frame -> frame.className().equals("java.lang.Thread")
                        && frame.method().equals("run"))
                .findFirst()
                .orElseThrow();
        assertThat(run.module()).isEqualTo("java.base");
        assertThat(run.file()).isEqualTo("Thread.java");
        assertThat(run.line()).isPositive();
        assertThat(thread(dump, "blocked").stack().frames().get(0))
                .extracting(Frame::className, Frame::method, Frame::file, Frame::module)
                .containsExactly(DumpVictim.class.getName(), "enterHall", "DumpVictim.java", null);
        assertThat(thread(dump, "waiter").stack().frames().get(0).isNative()).isTrue();
        assertThat(dump.threads())
                .flatExtracting(thread -> thread.stack().frames())
                .noneMatch(frame -> frame.className().contains("/0x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-jstack.txt", "jdk25-print-l-e.txt", "jdk25-dump.json", "jdk25-dump.txt"})
    void deepStack_isCutAndCounted(String file) {
        ThreadDump dump = only(file);
        CapturedThread deep = thread(dump, "deep");

        assertThat(deep.stack().frames()).hasSize(512);
        assertThat(deep.stack().framesCut()).isBetween(DumpVictim.DEPTH - 512, DumpVictim.DEPTH - 500);
        assertThat(dump.account().cuts()).singleElement().satisfies(cut -> {
            assertThat(cut.limit()).isEqualTo("framesPerStack=512");
            assertThat(cut.count()).isEqualTo(deep.stack().framesCut());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk25-jstack.txt", "jdk25-print-l-e.txt"})
    void mountedVirtualThread_isAThreadOfItsOwn(String file) {
        ThreadDump dump = only(file);
        List<CapturedThread> virtual = dump.threads().stream()
                .filter(thread -> thread.kind() == ThreadKind.VIRTUAL)
                .toList();

        assertThat(virtual).singleElement().satisfies(thread -> {
            assertThat(thread.state()).isEqualTo(Thread.State.RUNNABLE);
            assertThat(thread.daemon()).isTrue();
            assertThat(frames(thread).get(0)).startsWith("DumpVictim.spin(");
            CapturedThread carrier = thread(dump, thread.carrierId());
            assertThat(carrier.name()).startsWith("ForkJoinPool-1-worker-");
            assertThat(frames(carrier).get(0)).startsWith("Continuation.run(");
        });
        assertThat(missing(dump)).contains("virtual threads that are not mounted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk25-dump.json", "jdk25-dump.txt"})
    void virtualThreads_haveStatesAndLocks(String file) {
        ThreadDump dump = only(file);

        assertThat(thread(dump, "virtual parked").kind()).isEqualTo(ThreadKind.VIRTUAL);
        assertThat(waits(thread(dump, "virtual parked"))).isEqualTo("PARKED " + SYNC + " of nobody");
        assertThat(waits(thread(dump, "virtual blocked"))).isEqualTo("ENTERING java.lang.Object of monitor owner");
        assertThat(thread(dump, "virtual spinning").state()).isEqualTo(Thread.State.RUNNABLE);
        assertThat(dump.threads().stream().filter(thread -> thread.name().isEmpty()))
                .hasSize(3)
                .filteredOn(thread -> thread.state() == Thread.State.BLOCKED)
                .hasSize(2)
                .allMatch(thread -> waits(thread).startsWith("ENTERING java.util.concurrent.ThreadPerTaskExecutor of "))
                .allMatch(thread -> thread.waitsFor().owner() != null);
    }

    @Test
    void json_tellsCarriersAndContainers() {
        ThreadDump dump = only("jdk25-dump.json");
        CapturedThread spinning = thread(dump, "virtual spinning");

        assertThat(thread(dump, spinning.carrierId()).name()).startsWith("ForkJoinPool-1-worker-");
        assertThat(thread(dump, spinning.carrierId()).group()).startsWith("ForkJoinPool-1/");
        assertThat(thread(dump, "main").group()).isEmpty();
        assertThat(dump.threads().stream().filter(thread -> thread.name().isEmpty()))
                .allMatch(thread -> thread.group().startsWith("java.util.concurrent.ThreadPerTaskExecutor@"));
    }

    @Test
    void charactersBeyondTheBasicPlane_areReadWhereTheJvmWroteThem() {
        assertThat(DumpTexts.names(only("jdk25-dump.json"))).contains("Grüße 線程 😀");
        assertThat(DumpTexts.read(DumpTexts.bytes("jdk17-kill3.log")).dumps())
                .allMatch(dump -> DumpTexts.names(dump).contains("Grüße 線程 😀"));
    }

    @Test
    void threadsOfTheJvmItself_areCountedOnly() {
        ThreadDump dump = only("jdk17-jstack.txt");

        assertThat(DumpTexts.names(dump))
                .doesNotContain("VM Thread", "VM Periodic Task Thread")
                .contains("C1 CompilerThread0");
        assertThat(missing(dump)).contains("2 threads of the JVM itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-kill3.log", "jdk25-kill3.log"})
    void killThreeTwice_givesTwoDumps(String file) {
        Reading reading = DumpTexts.read(DumpTexts.bytes(file));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.dumps()).hasSize(2).allSatisfy(dump -> {
            assertThat(waits(thread(dump, "dead-1"))).isEqualTo("ENTERING java.lang.StringBuilder of dead-2");
            assertThat(waits(thread(dump, "lock dead 1"))).isEqualTo("PARKED " + SYNC + " of lock dead 2");
        });
        assertThat(reading.dumps().get(0).info().takenAt())
                .isBefore(reading.dumps().get(1).info().takenAt());
    }

    @Test
    void equalStacks_areOneInstance() {
        List<ThreadDump> dumps =
                DumpTexts.read(DumpTexts.bytes("jdk17-kill3.log")).dumps();

        assertThat(thread(dumps.get(0), "waiter").stack())
                .isSameAs(thread(dumps.get(1), "waiter").stack());
        assertThat(last(thread(dumps.get(0), "waiter"))).isSameAs(last(thread(dumps.get(0), "blocked")));
    }

    private static Frame last(CapturedThread thread) {
        return thread.stack().frames().get(thread.stack().frames().size() - 1);
    }
}
