package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.FakeReports;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Main class of a forked JVM that ends in the way that its argument names. */
final class EndingJvm {

    private static final Duration SHORT = Duration.ofMillis(200);

    private static final List<CaptureReason> REASONS = new CopyOnWriteArrayList<>();

    private EndingJvm() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "out-of-memory" -> outOfMemory();
            case "slow" -> slow();
            case "slow-delivery" -> slowDelivery();
            case "fast" -> fast();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Thread fill(String name) {
        Thread thread = new Thread(
                () -> {
                    List<byte[]> kept = new ArrayList<>();
                    while (true) {
                        kept.add(new byte[100_000]);
                    }
                },
                name);
        thread.start();
        return thread;
    }

    private static void outOfMemory() throws Exception {
        List<String> before = new CopyOnWriteArrayList<>();
        UncaughtExceptionHandler handler = (thread, error) -> before.add(thread.getName() + " " + REASONS.size());
        Thread.setDefaultUncaughtExceptionHandler(handler);
        try (OutOfMemoryHook hook = OutOfMemoryHook.install(
                reason -> {
                    REASONS.add(reason);
                    return FakeReports.underWay(reason);
                },
                Thread::getId)) {
            Thread first = fill("first");
            first.join();
            fill("second").join();
            assertThat(REASONS).hasSize(1);
            assertThat(REASONS.get(0).kind()).isEqualTo("out-of-memory");
            assertThat(REASONS.get(0).detail()).isEqualTo("first has ended by an OutOfMemoryError: Java heap space");
            assertThat(REASONS.get(0).suspect().threadId()).isEqualTo(first.getId());
            assertThat(before).containsExactly("first 1", "second 1");
            assertThat(hook.failures()).isZero();
        }
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
        System.out.println("captured");
    }

    /** A hook that hangs, among others that do not. */
    private static void slow() {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "quick-" + i));
        }
        Thread hanging = new Thread(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "hanging");
        Runtime.getRuntime().addShutdownHook(hanging);
        SlowShutdown.after(
                Duration.ofSeconds(2),
                reason -> {
                    REASONS.add(reason);
                    return null;
                },
                report -> {
                    System.out.println(REASONS);
                    Suspect suspect = REASONS.get(0).suspect();
                    boolean right = REASONS.get(0).kind().equals("slow-shutdown")
                            && suspect != null
                            && suspect.threadId() == hanging.getId();
                    Runtime.getRuntime().halt(right ? 0 : 9);
                });
    }

    /** What is ours delivers for a while: nobody is told of that. */
    private static void slowDelivery() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                TimeUnit.SECONDS.sleep(2);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "thread-reporter-close"));
        watchFor(SHORT);
    }

    /** Nothing is slow; and another one has been taken away. */
    private static void fast() {
        SlowShutdown away = watchFor(Duration.ofHours(1));
        away.close();
        watchFor(Duration.ofHours(1)).getClass();
        System.out.println("ends");
    }

    private static SlowShutdown watchFor(Duration after) {
        return SlowShutdown.after(
                after,
                reason -> {
                    System.out.println(reason);
                    return null;
                },
                report -> Runtime.getRuntime().halt(9));
    }
}
