package io.github.threadreporter.watch;

import io.github.threadreporter.ThreadReporter;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A JVM that ends badly. Arguments: the DSN, how. */
public final class LastWords {

    private LastWords() {}

    public static void main(String[] args) throws InterruptedException {
        Sentry.init(options -> {
            options.setDsn(args[0]);
            options.setEnableShutdownHook(false); // it would be closed before there is anything to send
        });
        ThreadReporter reporter = ThreadReporter.builder()
                .inApp(LastWords.class.getPackageName())
                .options(Map.of("triggers", "out-of-memory,slow-shutdown", "slow-shutdown.after", "1s"))
                .build();
        reporter.start();
        switch (args[1]) {
            case "memory" -> {
                Thread thread = new Thread(LastWords::takeAll, "glutton");
                thread.start();
                thread.join();
                reporter.close(Duration.ofSeconds(60));
                Sentry.close();
            }
            case "shutdown" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> linger(reporter), "lingering-hook"));
                System.exit(0);
            }
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    private static void takeAll() {
        List<byte[]> all = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            all.add(new byte[1 << 20]);
        }
    }

    /** Until the reporter has told of it. */
    private static void linger(ThreadReporter reporter) {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (reporter.status().delivered() == 0) {
                var unused = never.await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
