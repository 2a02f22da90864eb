package io.github.threadreporter.trigger.remote;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.FakeReports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A process that is asked from outside. */
final class RemoteVictim {

    private static final LinkedBlockingQueue<String> CAPTURED = new LinkedBlockingQueue<>();

    private static final CaptureRequests REQUESTS = (CaptureReason reason) -> {
        Thread thread = Thread.currentThread();
        CAPTURED.add(reason.detail() + " on " + thread.getName() + ", daemon " + thread.isDaemon());
        return FakeReports.arrived(reason);
    };

    private RemoteVictim() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "signal" -> signal();
            case "refused" -> refused();
            case "missing" -> missing();
            case "jmx" -> jmx();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void signal() throws Exception {
        LinkedBlockingQueue<String> former = new LinkedBlockingQueue<>();
        handle("USR1", former);
        try (SignalTrigger trigger = SignalTrigger.install("SIGUSR1", REQUESTS, System.out::println)) {
            for (int i = 0; i < 2; i++) {
                kill();
                System.out.println("captured " + CAPTURED.poll(60, TimeUnit.SECONDS));
            }
        }
        kill();
        System.out.println(former.poll(60, TimeUnit.SECONDS) + " given back, further captures " + CAPTURED.size());
    }

    private static void kill() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill", "-USR1", Long.toString(ProcessHandle.current().pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Without naming these classes, of which the compiler warns. */
    private static void handle(String name, LinkedBlockingQueue<String> into) throws Exception {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                RemoteVictim.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, called) -> {
                    into.add("handled");
                    return null;
                });
        signals.getMethod("handle", signals, handlers)
                .invoke(null, signals.getConstructor(String.class).newInstance(name), handler);
    }

    private static void refused() {
        for (String name : List.of("QUIT", "NOSUCH", "TERM", "sigint")) {
            try {
                SignalTrigger.install(name, REQUESTS, System.out::println).close();
                System.out.println(name + ": taken");
            } catch (IllegalArgumentException e) {
                System.out.println(name + ": " + e.getMessage());
            }
        }
    }

    private static void missing() {
        try {
            HttpTrigger.open(HttpOptions.loopback(0, "0123456789abcdef"), REQUESTS, System.out::println)
                    .close();
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        try {
            SignalTrigger.install("USR1", REQUESTS, System.out::println).close();
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void jmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name;
        try (JmxTrigger trigger =
                JmxTrigger.register(server, REQUESTS, new NoStatus(), new NoControls(), System.out::println)) {
            name = trigger.name();
            server.invoke(name, "capture", new Object[] {"x"}, new String[] {"java.lang.String"});
        }
        System.out.println(server.isRegistered(name) ? "still there" : "gone");
    }

    private static final class NoStatus implements ReporterStatus {
        @Override
        public long captures() {
            return 0;
        }

        @Override
        public java.util.Optional<java.time.Instant> lastCapture() {

            return java.util.Optional.empty();
        }

        @Override
        public long delivered() {
            return 0;
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public Map<String, Long> withheld() {
            return Map.of();
        }

        @Override
        public boolean switchedOff() {
            return false;
        }

        @Override
        public double budgetUsedPercent() {
            return 0;
        }

        @Override
        public Duration blackBoxInterval() {
            return Duration.ZERO;
        }

        @Override
        public long blackBoxBytes() {
            return 0;
        }

        @Override
        public long untimedSections() {
            return 0;
        }

        @Override
        public List<String> openIncidents() {
            return List.of();
        }
    }

    private static final class NoControls implements Controls {
        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public void setEnabled(boolean enabled) {}

        @Override
        public List<Tunable> tunables() {
            return List.of();
        }

        @Override
        public String dumpText() {
            return "";
        }
    }
}
