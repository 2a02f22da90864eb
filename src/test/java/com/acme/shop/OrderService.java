package com.acme.shop;

import io.sentry.Sentry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import javax.management.ObjectName;
import org.slf4j.MDC;

/** An application that knows nothing of us: one order under way, and answers to what it is asked line by line. */
public final class OrderService {

    private OrderService() {}

    public static void main(String[] arguments) throws Exception {
        Thread worker = new Thread(OrderService::work, "order-worker");
        worker.setDaemon(true);
        worker.start();
        while (worker.getState() != Thread.State.WAITING) {
            if (!worker.isAlive()) {
                System.exit(1); // it has printed why
            }
            Thread.onSpinWait();
        }
        System.out.println("up");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            System.out.println(answer(words[0], words.length > 1 ? words[1] : ""));
        }
    }

    private static void work() {
        String order = "order-4711";
        MDC.put("request", "request-12");
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park(order);
        }
        System.out.println(order);
    }

    private static String answer(String question, String about) throws Exception {
        return switch (question) {
            case "sentry" -> {
                Sentry.init(options -> {
                    options.setDsn(about);
                    options.setRelease("shop@1");
                    options.setEnvironment("test of shop");
                });
                yield "enabled " + Sentry.getCurrentScopes().isEnabled();
            }
            case "scopes" -> String.valueOf(Sentry.getCurrentScopes().isEnabled());
            case "error" -> Sentry.captureMessage(about).toString().isEmpty() ? "none" : "sent";
            case "class" -> visible(about);
            case "loaders" -> loaders();
            default -> throw new IllegalArgumentException(question);
        };
    }

    private static String visible(String name) {
        try {
            return Class.forName(name, false, OrderService.class.getClassLoader())
                    .getName();
        } catch (ClassNotFoundException e) {
            return "none";
        }
    }

    /** How many class loaders of the agent there are after a full collection. */
    private static String loaders() throws Exception {
        System.gc();
        String stats = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmClassloaderStats",
                        new Object[0],
                        new String[0]);
        long agents =
                stats.lines().filter(line -> line.endsWith(".agent.Bootstrap")).count();
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("thread-reporter"))
                .count();
        return agents + " loaders, " + threads + " threads";
    }
}
