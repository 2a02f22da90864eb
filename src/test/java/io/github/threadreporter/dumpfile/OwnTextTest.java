package io.github.threadreporter.dumpfile;

import static io.github.threadreporter.dumpfile.DumpTexts.only;
import static io.github.threadreporter.dumpfile.DumpTexts.read;
import static io.github.threadreporter.dumpfile.DumpTexts.thread;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.send.TextDump;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own text is read like any other. */
class OwnTextTest {

    private static ThreadDump back(ThreadDump dump) throws IOException {
        StringWriter text = new StringWriter();
        TextDump.write(dump, text);
        return only(read(text.toString()));
    }

    @Test
    void deadlock_comesBack() throws IOException {
        ThreadDump written = Dumps.deadlocked();

        ThreadDump dump = back(written);

        assertThat(dump.info().id()).isEqualTo(Dumps.ID);
        assertThat(dump.info().takenAt()).isEqualTo(written.info().takenAt());
        assertThat(dump.info().jvm().pid()).isEqualTo(4711);
        assertThat(dump.info().jvm().host()).isEqualTo("orders-1");
        assertThat(dump.info().jvm().mainClass()).isEqualTo("com.acme.orders.Main");
        assertThat(dump.info().jvm().version()).isEqualTo("17.0.15+6");
        assertThat(dump.threads()).hasSameSizeAs(written.threads());
        for (CapturedThread thread : written.threads()) {
            CapturedThread read = thread(dump, thread.id());
            assertThat(read.name()).isEqualTo(thread.name());
            assertThat(read.state()).isEqualTo(thread.state());
            assertThat(read.group()).isEqualTo(thread.group());
            assertThat(read.waitsFor()).isEqualTo(thread.waitsFor());
            assertThat(read.held()).isEqualTo(thread.held());
            assertThat(read.usage()).isEqualTo(thread.usage());
            assertThat(read.stack().frames())
                    .isEqualTo(thread.stack().frames().stream()
                            .map(OwnTextTest::asText)
                            .toList());
        }
    }

    /** What the text says of a frame: of a native one not the file. */
    private static Frame asText(Frame frame) {
        String file = frame.isNative() ? null : frame.file();
        return new Frame(frame.className(), frame.method(), file, frame.line(), frame.module(), false, null);
    }

    @Test
    void variables_areNoPartOfTheStack() throws IOException {
        ThreadDump written = Dumps.withVariables();

        assertThat(back(written).threads())
                .extracting(thread -> thread.stack().frames().size())
                .isEqualTo(written.threads().stream()
                        .map(thread -> thread.stack().frames().size())
                        .toList());
    }

    @Test
    void tasks_areNoPartOfThreads() throws IOException {
        ThreadDump written = TaskDumps.exhausted();
        ThreadDump threadsAlone = written.withTasks(List.of()).withWaits(WaitGraph.EMPTY);

        assertThat(back(written).threads()).isEqualTo(back(threadsAlone).threads());
    }

    @Test
    void virtualThread_keepsItsCarrierContainerAndOwner() throws IOException {
        LockRef lock = new LockRef("java.util.concurrent.locks.ReentrantLock$NonfairSync", "2888f913");
        StackTrace stack = new StackTrace(
                List.of(new Frame("com.acme.Order", "await", "Order.java", 31, "com.acme.orders", false, null)), 12);
        CapturedThread carrier =
                CapturedThread.builder(35, "ForkJoinPool-1-worker-1").build();
        CapturedThread holder = CapturedThread.builder(34, "holder")
                .held(List.of(new HeldLock(lock, HeldLock.UNKNOWN_DEPTH)))
                .build();
        CapturedThread virtual = CapturedThread.builder(36, "")
                .kind(ThreadKind.VIRTUAL)
                .daemon(true)
                .state(Thread.State.WAITING)
                .group("java.util.concurrent.ThreadPerTaskExecutor@6196c9cf")
                .stack(stack)
                .waitsFor(new LockWait(lock, LockWait.How.PARKED, new LockWait.Owner(34, "holder")))
                .carrierId(35L)
                .build();

        ThreadDump dump = back(Dumps.of(carrier, holder, virtual));

        assertThat(dump.threads()).containsExactly(holder, carrier, virtual);
    }
}
