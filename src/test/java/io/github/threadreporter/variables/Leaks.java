package io.github.threadreporter.variables;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.VirtualThreads;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** Main class of a forked JVM that keeps count of its native memory: what many captures leave behind. */
final class Leaks {

    /** By which two counts may differ. */
    static final int MOST_REFERENCES = 20;

    private static final int THREADS = 50;
    private static final int CAPTURES = 200;

    private static final Pattern GLOBAL = Pattern.compile("JNI global refs: (\\d+), weak refs: (\\d+)");
    private static final CountDownLatch FOREVER = new CountDownLatch(1);

    private Leaks() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch inside = new CountDownLatch(ForkedJvm.feature() >= 25 ? 2 * THREADS : THREADS);
        for (int i = 0; i < THREADS; i++) {
            String order = "order-" + i;
            Thread thread = new Thread(() -> hold(order, inside));
            thread.setDaemon(true);
            thread.start();
            if (ForkedJvm.feature() >= 25) {
                VirtualThreads.start(order, () -> hold(order, inside));
            }
        }
        inside.await();
        ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.variables")
                .limits(CaptureLimits.builder().variablePauseMillis(60_000).build())
                .build();
        capture(reporter);
        System.gc();
        long globals = globals();
        long kilobytes = kilobytes("Internal") + kilobytes("Serviceability");
        capture(reporter);
        System.gc();
        long grown = globals() - globals;
        for (int i = 0; i < 60 && grown >= MOST_REFERENCES; i++) {
            TimeUnit.SECONDS.sleep(1); // each method that waits to be compiled holds one
            grown = globals() - globals;
        }
        System.out.println("references grew by " + grown + ", memory by "
                + (kilobytes("Internal") + kilobytes("Serviceability") - kilobytes) + " KB");
        System.exit(0);
    }

    private static void hold(String order, CountDownLatch inside) {
        Object parcel = new Object[] {order};
        inside.countDown();
        try {
            FOREVER.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts " + parcel, e);
        }
        System.out.println(order + parcel);
    }

    private static void capture(ThreadReporter reporter) {
        for (int i = 0; i < CAPTURES; i++) {
            if (reporter.dump().threads().stream()
                    .allMatch(thread -> thread.variables().isEmpty())) {
                throw new AssertionError("no variables");
            }
        }
    }

    private static long globals() throws JMException {
        Matcher found = GLOBAL.matcher(command("threadPrint"));
        if (!found.find()) {
            throw new AssertionError("no count of references");
        }
        return Long.parseLong(found.group(1)) + Long.parseLong(found.group(2));
    }

    private static long kilobytes(String category) throws JMException {
        String summary = command("vmNativeMemory", "summary");
        Matcher found = Pattern.compile(category + " \\(reserved=\\d+KB, committed=(\\d+)KB")
                .matcher(summary);
        if (!found.find()) {
            throw new AssertionError(summary);
        }
        return Long.parseLong(found.group(1));
    }

    private static String command(String name, String... arguments) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        name,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()});
    }
}
