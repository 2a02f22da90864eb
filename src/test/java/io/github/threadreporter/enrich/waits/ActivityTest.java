package io.github.threadreporter.enrich.waits;

import static io.github.threadreporter.testing.Dumps.frame;
import static io.github.threadreporter.testing.Dumps.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest {

    private static final Frame PARK = frame("java.util.concurrent.locks.LockSupport", "park", 211);

    private static StackTrace frames(String... methods) {
        return stack(Arrays.stream(methods)
                .map(method -> frame(
                        method.substring(0, method.lastIndexOf('.')), method.substring(method.lastIndexOf('.') + 1), 1))
                .toArray(Frame[]::new));
    }

    private static Activity of(Thread.State state, StackTrace stack) {
        return Activity.of(CapturedThread.builder(1, "pool-1-thread-1")
                .state(state)
                .stack(stack)
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.concurrent.ThreadPoolExecutor.getTask, waits for work",
        "java.util.concurrent.ForkJoinPool.awaitWork, waits for work",
        "java.util.TimerThread.mainLoop, waits for the time of its next task",
        "java.lang.ref.Reference.waitForReferencePendingList, waits for work",
        "java.lang.ref.ReferenceQueue.remove0, waits for work",
        "java.net.ServerSocket.implAccept, waits for a connection to accept",
        "sun.nio.ch.ServerSocketChannelImpl.accept, waits for a connection to accept",
        "sun.nio.ch.EPoll.wait, waits for events of its channels",
        "sun.nio.ch.KQueue.poll, waits for events of its channels",
        "io.netty.channel.epoll.Native.epollWait0, waits for events of its channels",
    })
    void idleThreads_areKnownByTheJdksFrames(String method, String words) {
        Activity activity = of(Thread.State.RUNNABLE, frames(method, "com.acme.Server.run"));
        assertThat(activity).isEqualTo(new Activity(words, true));
    }

    @ParameterizedTest
    @CsvSource({
        "sun.nio.ch.NioSocketImpl.implRead, reads from a socket",
        "sun.nio.ch.SocketChannelImpl.read, reads from a socket",
        "java.net.Socket$SocketInputStream.read, reads from a socket",
        "sun.nio.ch.NioSocketImpl.connect, connects to a server",
        "java.net.Inet6AddressImpl.lookupAllHostAddr, looks up a host name",
        "java.lang.Thread.sleep0, sleeps",
        "java.util.concurrent.CompletableFuture.join, waits for a result",
        "java.lang.ProcessImpl.waitFor, waits for the end of a process",
    })
    void others_doSomething(String method, String words) {
        assertThat(of(Thread.State.RUNNABLE, frames("java.lang.Object.wait", method, "com.acme.Server.run")))
                .isEqualTo(new Activity(words, false));
    }

    @Test
    void worker_thatRunsATask_isNotIdle() {
        assertThat(of(
                                Thread.State.WAITING,
                                frames(
                                        "java.util.concurrent.locks.LockSupport.park",
                                        "com.acme.Job.run",
                                        "java.util.concurrent.ThreadPoolExecutor.getTask"))
                        .idle())
                .isFalse();
        assertThat(of(Thread.State.RUNNABLE, frames("com.acme.Job.run", "java.util.TimerThread.mainLoop")))
                .isEqualTo(new Activity("runs", false));
    }

    @Test
    void virtualThread_thatReads_isNotIdleThoughItParksInAPoller() {
        Activity activity = of(
                Thread.State.WAITING,
                frames(
                        "java.lang.VirtualThread.park",
                        "sun.nio.ch.Poller.pollIndirect",
                        "sun.nio.ch.NioSocketImpl.park",
                        "sun.nio.ch.NioSocketImpl.timedRead"));
        assertThat(activity).isEqualTo(new Activity("reads from a socket", false));
    }

    @Test
    void name_tellsNothing() {
        assertThat(of(Thread.State.WAITING, stack(PARK)).idle()).isFalse();
    }

    @Test
    void threadWithoutFrames_isAHelperIfItIsADaemonOfThePlatform() {
        CapturedThread.Builder helper = CapturedThread.builder(1, "C2 CompilerThread0");
        assertThat(Activity.of(helper.build()).idle()).isFalse();
        assertThat(Activity.of(helper.daemon(true).build()).idle()).isTrue();
        assertThat(Activity.of(helper.kind(ThreadKind.VIRTUAL).build()).idle()).isFalse();
    }

    @Test
    void whatTheFramesDoNotTell_theStateAndTheLockDo() {
        StackTrace stack = stack(PARK, frame("com.acme.Stock", "reserve", 88));
        assertThat(of(Thread.State.BLOCKED, stack).words()).isEqualTo("waits to enter a monitor");
        assertThat(of(Thread.State.WAITING, stack).words()).isEqualTo("waits");
        CapturedThread parked = CapturedThread.builder(1, "t")
                .state(Thread.State.WAITING)
                .stack(stack)
                .waitsFor(new LockWait(new LockRef("com.acme.Gate", "1f"), LockWait.How.PARKED, null))
                .build();
        assertThat(Activity.of(parked).words()).isEqualTo("waits for com.acme.Gate@1f");
    }
}
