package io.github.threadreporter.variables;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.ThreadReporterIntegration;
import io.github.threadreporter.model.CaptureLimits;
import io.sentry.Sentry;
import java.time.Duration;

/** Main class of a forked JVM: a thread that tells of itself, and one that sends an exception that it caught. */
final class Here {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Here() {}

    /** Argument: the DSN to send to. */
    public static void main(String[] arguments) {
        ThreadReporterIntegration threads = new ThreadReporterIntegration(ThreadReporter.builder()
                .inApp("io.github.threadreporter.variables")
                .exceptions(true)
                .limits(CaptureLimits.builder() // that what is missing is not so for a slow machine
                        .variableMillis(60_000)
                        .classFileMillis(10_000)
                        .build()));
        Sentry.init(options -> {
            options.setDsn(arguments[0]);
            options.addIntegration(threads);
        });
        ThreadReporter reporter = threads.reporter().orElseThrow();
        price(reporter, "order-17", 3);
        order("order-18", 4);
        Sentry.close();
    }

    private static void price(ThreadReporter reporter, String orderId, int quantity) {
        long cents = 5_000_000_000L;
        double rate = 0.25;
        boolean express = true;
        if (!reporter.captureHere().await(LONG).isComplete()) {
            throw new AssertionError("did not arrive");
        }
        System.out.println(orderId + quantity + cents + rate + express);
    }

    private static void order(String orderId, int quantity) {
        int attempts = quantity + 1;
        pay(orderId, attempts);
        System.out.println(orderId + attempts);
    }

    private static void pay(String orderId, int attempts) {
        String account = "account-of-" + orderId;
        try {
            charge(account, attempts);
        } catch (IllegalStateException e) {
            Sentry.captureException(e);
            Sentry.flush(LONG.toMillis());
        }
        System.out.println(account);
    }

    private static void charge(String account, int attempts) {
        throw new IllegalStateException("no answer after " + attempts + " attempts for " + account);
    }
}
