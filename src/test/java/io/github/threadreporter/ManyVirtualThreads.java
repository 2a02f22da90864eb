package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.SentryServerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Main class of a forked JVM: captures a great many virtual threads that stand at three places. */
final class ManyVirtualThreads {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch stockArrived = new CountDownLatch(1);
    private final ReentrantLock ledger = new ReentrantLock();

    private ManyVirtualThreads() {}

    /** Arguments: the DSN to send to, how many threads. */
    public static void main(String[] arguments) throws Exception {
        ManyVirtualThreads victims = new ManyVirtualThreads();
        victims.ledger.lock();
        victims.start(Integer.parseInt(arguments[1]));
        // Slow machines are slow, not wrong: no deadline of ours may decide what is captured here.
        CaptureLimits patient = CaptureLimits.builder()
                .collectMillis((int) LONG.toMillis())
                .deliveryMillis((int) LONG.toMillis())
                .variablePauseMillis(60_000)
                .variableMillis(60_000)
                .taskMillis(60_000)
                .build();
        try (SentryServerClient client = SentryServerClient.of(arguments[0], options -> {});
                ThreadReporter reporter = ThreadReporter.builder()
                        .inApp("io.github.threadreporter")
                        .scopes(client.scopes())
                        .limits(patient)
                        .build()) {
            check(reporter.captureAll().await(LONG));
            check(reporter.captureEach().await(LONG));
        }
    }

    private static void check(CaptureReport report) {
        assertThat(report.isComplete())
                .as("%s, lost %s, unconfirmed %s", report, report.losses(), report.unconfirmed())
                .isTrue();
        assertThat(report.missing()).isEmpty();
        assertThat(report.cuts()).noneMatch(cut -> cut.what().equals("threads"));
    }

    private void start(int count) throws ReflectiveOperationException {
        var startVirtual = Thread.class.getMethod("startVirtualThread", Runnable.class);
        List<Runnable> shapes = List.of(this::awaitStock, this::writeLedger, this::askSupplier);
        List<Thread> threads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            threads.add((Thread) startVirtual.invoke(null, shapes.get(i % shapes.size())));
        }
        threads.forEach(ManyVirtualThreads::awaitWaiting);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    private void awaitStock() {
        reserve(() -> stockArrived.await());
    }

    private void writeLedger() {
        reserve(ledger::lock);
    }

    private void askSupplier() {
        reserve(() -> Thread.sleep(Long.MAX_VALUE));
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private void reserve(Wait wait) {
        payFor(wait);
    }

    private void payFor(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }
}
