package io.github.threadreporter.command;

import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import org.slf4j.MDC;

/** A service with a Sentry and a logback of its own. Two threads work for two customers; each line is an event of its own. */
final class Shop {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        Sentry.init(options -> {
            options.setDsn(arguments[0]);
            options.setRelease("shop@1.2.3");
            options.setEnvironment("staging");
            options.setShutdownTimeoutMillis(10_000);
        });
        MDC.put("role", "main"); // here first: slf4j cannot be set up by two threads at once
        List<String> customers = List.of("ada", "grace");
        List<Thread> workers = new ArrayList<>();
        CountDownLatch working = new CountDownLatch(customers.size());
        for (int i = 0; i < customers.size(); i++) {
            String customer = customers.get(i);
            String trace = String.valueOf(i + 1).repeat(32);
            Thread worker = new Thread(() -> serve(customer, trace, working), "serves-" + customer);
            worker.start();
            workers.add(worker);
        }
        working.await();
        for (Thread worker : workers) {
            while (worker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        System.out.println("ready");
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            Sentry.captureMessage(lines.nextLine());
            Sentry.flush(10_000);
            System.out.println("sent");
        }
        System.exit(0);
    }

    private static void serve(String customer, String trace, CountDownLatch working) {
        User user = new User();
        user.setId(customer);
        Sentry.setUser(user);
        Sentry.setTag("plan", "plan-of-" + customer);
        Sentry.continueTrace(trace + "-1234567890abcdef-1", null);
        MDC.put("order", "order-of-" + customer);
        working.countDown();
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
