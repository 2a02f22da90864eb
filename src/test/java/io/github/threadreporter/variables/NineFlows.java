package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServerClient;
import io.github.threadreporter.testing.VirtualThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Main class of a forked JVM: platform threads, virtual threads that wait and virtual threads that run, three of each,
 * each with an order of its own in a variable some frames below the newest.
 */
final class NineFlows {

    static final int OF_EACH = 3;
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final AtomicInteger ARRIVED = new AtomicInteger();
    private static final CountDownLatch FOREVER = new CountDownLatch(1);
    private static volatile int audited;

    private NineFlows() {}

    /** An order; {@code quantity} is to be seen through its object. */
    static final class Order {
        private final String id;
        private final int quantity;

        Order(String id, int quantity) {
            this.id = id;
            this.quantity = quantity;
        }
    }

    /** Argument: the DSN to send to. */
    public static void main(String[] arguments) throws Exception {
        boolean virtual = ForkedJvm.feature() >= 25;
        List<Thread> waiting = new ArrayList<>();
        for (int i = 1; i <= OF_EACH; i++) {
            int number = i;
            Thread thread = new Thread(() -> receive("platform-" + number, number, false), "platform-" + number);
            thread.setDaemon(true);
            thread.start();
            waiting.add(thread);
            if (virtual) {
                waiting.add(VirtualThreads.start("waiting-" + i, () -> receive("waiting-" + number, number, false)));
                VirtualThreads.start("running-" + i, () -> receive("running-" + number, number, true));
            }
        }
        while (ARRIVED.get() < (virtual ? 3 : 1) * OF_EACH) {
            LockSupport.parkNanos(1_000_000);
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        try (SentryServerClient client = SentryServerClient.of(arguments[0], options -> {});
                ThreadReporter reporter = ThreadReporter.builder()
                        .inApp("io.github.threadreporter.variables")
                        .scopes(client.scopes())
                        .limits(CaptureLimits.builder() // that what is missing is not so for a slow machine
                                .variablePauseMillis(60_000)
                                .variableMillis(60_000)
                                .localReadMillis(10_000)
                                .classFileMillis(10_000)
                                .build())
                        .build()) {
            check(reporter.captureAll().await(LONG));
            check(reporter.captureEach().await(LONG));
        }
    }

    private static void check(CaptureReport report) {
        assertThat(report.isComplete())
                .as("%s, lost %s, unconfirmed %s", report, report.losses(), report.unconfirmed())
                .isTrue();
    }

    private static void receive(String flow, int quantity, boolean running) {
        String orderId = "order-of-" + flow;
        Order order = new Order(orderId, quantity);
        reserve(order, running);
        audited += orderId.length() + order.quantity + quantity; // both are needed to the end
    }

    private static void reserve(Order order, boolean running) {
        hold(running);
        audited += order.id.length();
    }

    private static void hold(boolean running) {
        ARRIVED.incrementAndGet();
        if (running) {
            while (FOREVER.getCount() > 0) { // its stack gets deeper and less deep all the time
                Thread.onSpinWait();
            }
        } else {
            try {
                FOREVER.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
        }
    }
}
