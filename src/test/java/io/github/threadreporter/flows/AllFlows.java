package io.github.threadreporter.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.collect.tasks.coroutines.Orders;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServerClient;
import io.github.threadreporter.testing.VirtualThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * Main class of a forked JVM: three of each kind of flow that Java has, each with an order of its own, which is {@code
 * order-of-KIND-N}. Coroutines are those of {@link Orders}, with {@code id-N}.
 */
final class AllFlows {

    static final int OF_EACH = 3;
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final CountDownLatch FOREVER = new CountDownLatch(1);
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static volatile int used;

    private AllFlows() {}

    /** Argument: the DSN to send to. */
    public static void main(String[] arguments) throws Exception {
        List<Thread> waiting = new ArrayList<>();
        boolean virtual = ForkedJvm.feature() >= 25;
        for (int i = 1; i <= OF_EACH; i++) {
            String number = "-" + i;
            waiting.add(start("platform" + number, () -> holdStill("order-of-platform" + number)));
            waiting.add(start(
                    "blocked" + number, () -> stream("order-of-stream" + number).block()));
            if (virtual) {
                waiting.add(VirtualThreads.start("virtual" + number, () -> holdStill("order-of-virtual" + number)));
                VirtualThreads.start("mounted" + number, () -> run("order-of-mounted" + number));
            }
        }
        if (virtual) {
            waiting.add(start("owner", AllFlows::own));
        }
        ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor(body -> daemon("pool", body));
        pool.execute(() -> holdStill("order-of-worker-1"));
        List<CompletableFuture<?>> answers = new ArrayList<>(); // a future knows what comes after it, not what before
        List<CompletableFuture<?>> promised = new ArrayList<>();
        for (int i = 1; i <= OF_EACH; i++) {
            String job = "order-of-job-" + i;
            pool.execute(() -> holdStill(job));
            String later = "order-of-scheduled-" + i;
            pool.schedule(() -> holdStill(later), i, TimeUnit.HOURS);
            String stage = "order-of-future-" + i;
            CompletableFuture<String> answer = new CompletableFuture<>();
            promised.add(answer.thenApply(text -> text + stage));
            answers.add(answer);
        }
        try (Orders coroutines = new Orders()) {
            coroutines.placeThree();
            capture(arguments[0], waiting, virtual, coroutines, answers);
            used += promised.size();
        }
    }

    /** @param coroutines and {@code answers}: variables that lead to what has no thread */
    private static void capture(
            String dsn, List<Thread> waiting, boolean virtual, Orders coroutines, List<CompletableFuture<?>> answers)
            throws Exception {
        try (SentryServerClient client = SentryServerClient.of(dsn, options -> {});
                ThreadReporter reporter = ThreadReporter.builder()
                        .inApp("io.github.threadreporter.flows", "io.github.threadreporter.collect.tasks.coroutines")
                        .scopes(client.scopes())
                        .limits(CaptureLimits.builder() // that what is missing is not so for a slow machine
                                .variablePauseMillis(60_000)
                                .variableMillis(60_000)
                                .taskMillis(60_000)
                                .classFileMillis(10_000)
                                .build())
                        .build()) {
            await().atMost(LONG)
                    .until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            await().atMost(LONG).until(() -> RUNNING.get() == (virtual ? OF_EACH : 0));
            await().atMost(LONG)
                    .until(() -> reporter.dump().tasks().stream()
                                    .filter(task -> task.name().startsWith("order-")
                                            && task.state().equals("suspended"))
                                    .count()
                            == OF_EACH);
            assertThat(reporter.captureAll().await(LONG).isComplete()).isTrue();
            assertThat(reporter.captureEach().await(LONG).isComplete()).isTrue();
        }
        used += coroutines.hashCode() + answers.size();
    }

    private static Mono<String> stream(String order) {
        return Mono.<String>never().map(answer -> answer + order);
    }

    /** Waits for three subtasks of a scope. */
    private static void own() {
        List<Callable<Object>> subtasks = new ArrayList<>();
        for (int i = 1; i <= OF_EACH; i++) {
            String part = "order-of-subtask-" + i;
            subtasks.add(() -> {
                holdStill(part);
                return part;
            });
        }
        try {
            VirtualThreads.forkAndJoin(subtasks);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void holdStill(String order) {
        try {
            FOREVER.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
        used += order.length();
    }

    private static void run(String order) {
        RUNNING.incrementAndGet();
        while (FOREVER.getCount() > 0) {
            Thread.onSpinWait();
        }
        used += order.length();
    }

    private static Thread start(String name, Runnable body) {
        Thread thread = daemon(name, body);
        thread.start();
        return thread;
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
