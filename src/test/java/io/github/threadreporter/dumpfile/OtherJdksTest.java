package io.github.threadreporter.dumpfile;

import static io.github.threadreporter.dumpfile.DumpTexts.frames;
import static io.github.threadreporter.dumpfile.DumpTexts.held;
import static io.github.threadreporter.dumpfile.DumpTexts.missing;
import static io.github.threadreporter.dumpfile.DumpTexts.only;
import static io.github.threadreporter.dumpfile.DumpTexts.thread;
import static io.github.threadreporter.dumpfile.DumpTexts.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Forms of JDKs that were not there to be asked: these files are written by hand after the sources and published dumps of
 * JDK 7, 8, 11, 21 and 26.
 */
class OtherJdksTest {

    @Test
    void jdk7_threadsWithoutIdsAreNumbered() {
        ThreadDump dump = only("jdk7-jstack.txt");

        assertThat(dump.info().jvm().feature()).isEqualTo(7);
        assertThat(dump.threads()).extracting(CapturedThread::id).containsExactly(1L, 2L);
        assertThat(waits(thread(dump, "worker-2"))).isEqualTo("ENTERING com.acme.Stock of worker-1");
        assertThat(missing(dump)).contains("thread ids", "2 threads of the JVM itself");
    }

    @Test
    void jdk8_eliminatedLockAndNextFrameStandOnOneLine() {
        ThreadDump dump = only("jdk8-jstack-l.txt");
        CapturedThread thread = thread(dump, "order-worker-2");

        assertThat(dump.info().jvm().feature()).isEqualTo(8);
        assertThat(dump.info().jvm().name()).isEqualTo("Java HotSpot(TM) 64-Bit Server VM");
        assertThat(dump.info().takenAt()).isEqualTo(Instant.parse("2021-03-09T02:42:46Z"));
        assertThat(thread.state()).isEqualTo(Thread.State.TIMED_WAITING);
        assertThat(frames(thread))
                .containsExactly(
                        "Unsafe.park(Native Method)",
                        "LockSupport.parkNanos(LockSupport.java:215)",
                        "Orders.next(Orders.java)",
                        "Orders.lambda$run$0(Orders.java:44)",
                        "Orders$$Lambda.run(Unknown Source)",
                        "Thread.run(Thread.java:748)");
        assertThat(waits(thread))
                .isEqualTo("PARKED java.util.concurrent.locks.ReentrantLock$NonfairSync of order-worker-1");
    }

    @Test
    void jdk8_onlyWhatIsTrulyHeldIsHeld() {
        ThreadDump dump = only("jdk8-jstack-l.txt");

        assertThat(held(thread(dump, "order-worker-1")))
                .containsExactly(
                        "com.acme.Orders in read", "java.util.concurrent.locks.ReentrantLock$NonfairSync in no frame");
        assertThat(missing(dump)).contains("1 locks", "3 threads of the JVM itself");
    }

    @Test
    void jdk11_monitorToTakeAgainIsTheOneThatIsWaitedFor() {
        ThreadDump dump = only("jdk11-jstack.txt");

        assertThat(waits(thread(dump, "waiting"))).isEqualTo("WAITING java.lang.Thread of nobody");
        assertThat(waits(thread(dump, "woken"))).isEqualTo("ENTERING com.acme.Mailbox of putting");
        assertThat(thread(dump, "woken").held()).isEmpty();
        assertThat(thread(dump, "putting").usage().cpuNanos()).isEqualTo(812_440_000);
    }

    @Test
    void jdk21_carrierHasNoStateOfItsOwn() {
        ThreadDump dump = only("jdk21-print.txt");
        CapturedThread carrier = thread(dump, 50326);

        assertThat(dump.info().jvm().pid()).isEqualTo(4711);
        assertThat(carrier.state()).isEqualTo(Thread.State.RUNNABLE);
        assertThat(frames(carrier)).hasSize(4).contains("VirtualThread$$Lambda.run(Unknown Source)");
        assertThat(dump.threads()).noneMatch(thread -> thread.kind() == ThreadKind.VIRTUAL);
        assertThat(dump.account().missing())
                .anyMatch(missing -> missing.why().endsWith("does not show the stacks of 1"));
        assertThat(thread(dump, "loader").waitsFor()).isNull();
    }

    @Test
    void jdk21Json_statesAreToldFromFrames() {
        ThreadDump dump = only("jdk21-dump.json");

        assertThat(thread(dump, 33).kind()).isEqualTo(ThreadKind.VIRTUAL);
        assertThat(thread(dump, 33).group()).isEqualTo("java.util.concurrent.ThreadPerTaskExecutor@3e6fa38a");
        assertThat(thread(dump, 33).stack().frames().get(2).module()).isEqualTo("com.acme.orders");
        assertThat(thread(dump, 33).state()).isEqualTo(Thread.State.WAITING);
        assertThat(thread(dump, 1).state()).isEqualTo(Thread.State.WAITING);
        assertThat(thread(dump, 1).stack().frames().get(2).module()).isNull();
        assertThat(thread(dump, 9).state()).isEqualTo(Thread.State.RUNNABLE);
        assertThat(missing(dump)).contains("states and locks");
    }

    @Test
    void jdk21Text_isReadToo() {
        ThreadDump dump = only("jdk21-dump.txt");

        assertThat(dump.info().takenAt()).isEqualTo(Instant.parse("2024-05-29T08:00:00.308017Z"));
        assertThat(dump.info().jvm().version()).isEqualTo("21.0.1+12-LTS");
        assertThat(dump.threads())
                .extracting(CapturedThread::kind)
                .containsExactly(ThreadKind.PLATFORM, ThreadKind.VIRTUAL, ThreadKind.VIRTUAL);
        assertThat(frames(thread(dump, 1))).hasSize(3).last().isEqualTo("Main.main(Main.java:12)");
        assertThat(thread(dump, 34).stack().frames()).isEmpty();
    }

    @Test
    void formatVersion2_tellsOwnersOfParkedThreads() {
        ThreadDump dump = only("format2-dump.json");
        CapturedThread asker = thread(dump, 32);

        assertThat(waits(asker)).isEqualTo("PARKED java.util.concurrent.locks.ReentrantLock$NonfairSync of holder");
        assertThat(held(asker)).containsExactly("com.acme.Orders in next");
        assertThat(asker.carrierId()).isEqualTo(33);
        assertThat(held(thread(dump, 31)))
                .isEqualTo(List.of("java.util.concurrent.locks.ReentrantLock$NonfairSync in no frame"));
        assertThat(missing(dump)).doesNotContain("owners of java.util.concurrent locks");
    }
}
