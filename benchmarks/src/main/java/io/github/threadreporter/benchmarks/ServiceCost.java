package io.github.threadreporter.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.Watch;
import io.github.threadreporter.internal.SafepointClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What a service under load pays for a reporter with everything on and nothing wrong: triggers, black box, JMX, and a section
 * for each request. In one JVM, with the reporter started and closed in turns, since two JVMs never run alike. Then what is
 * allocated while the service is idle.
 */
final class ServiceCost {

    private static final int WORKERS = 16;
    private static final int CLIENTS = 4;
    private static final int MOST_REQUESTS = 10_000_000;

    private static final Map<String, String> EVERYTHING = Map.of("triggers", "all", "jmx", "true");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLongArray latencies = new AtomicLongArray(MOST_REQUESTS);
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable ThreadReporter reporter;
    private volatile boolean loaded = true;
    private final SafepointClock safepoints = SafepointClock.ofThisJvm();
    private final List<Double> watching = new ArrayList<>();

    /** Requests are those of a second, and of a second of processor time: what other work on the machine does not change. */
    private record Window(
            double requests, double perCpu, double medianMicros, double worstMicros, double pausedPercent) {}

    private ServiceCost() throws IOException {
        // Without it each answer waits 40 ms for an acknowledgement, and nothing else would be measured.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    static void compare(int pairs, int seconds) throws IOException, InterruptedException {
        ServiceCost service = new ServiceCost();
        try {
            service.load();
            service.measure(seconds); // warm-up
            List<Window> without = new ArrayList<>();
            List<Window> with = new ArrayList<>();
            for (int pair = 0; pair < pairs; pair++) {
                boolean first = pair % 2 == 0; // whatever drifts, drifts for both
                (first ? without : with).add(service.window(!first, seconds));
                (first ? with : without).add(service.window(first, seconds));
            }
            service.print(without, with, seconds);
            service.idle(seconds);
        } finally {
            service.close();
        }
    }

    private Window window(boolean on, int seconds) throws InterruptedException {
        if (on) {
            ThreadReporter started = ThreadReporter.builder()
                    .inApp("io.github.threadreporter.benchmarks")
                    .options(EVERYTHING)
                    .build();
            started.start();
            reporter = started;
        }
        // The JVM compiles some code of the service anew, and the first look for deadlocks costs more than all others.
        TimeUnit.SECONDS.sleep(seconds);
        var threads = ManagementFactory.getThreadMXBean();
        long watcher = on ? watcher(threads) : -1;
        long cpu = on ? threads.getThreadCpuTime(watcher) : 0;
        long all = system.getProcessCpuTime();
        Window window = measure(seconds);
        if (on) {
            watching.add(100.0 * (threads.getThreadCpuTime(watcher) - cpu) / (system.getProcessCpuTime() - all));
        }
        stop();
        return window;
    }

    private void stop() {
        ThreadReporter started = reporter;
        reporter = null;
        if (started != null) {
            started.close();
        }
    }

    private Window measure(int seconds) throws InterruptedException {
        done.set(0);
        long cpu = system.getProcessCpuTime();
        long paused = safepoints.totalNanos().orElse(0);
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        int count = Math.min(done.get(), MOST_REQUESTS);
        double took = (System.nanoTime() - start) / 1e9;
        double pauses = (safepoints.totalNanos().orElse(0) - paused) / 1e7 / took;
        double used = (system.getProcessCpuTime() - cpu) / 1e9;
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = latencies.get(i);
        }
        Arrays.sort(sorted);
        return count == 0
                ? new Window(0, 0, 0, 0, 0)
                : new Window(
                        count / took,
                        count / used,
                        sorted[count / 2] / 1e3,
                        sorted[(int) (count * 0.99)] / 1e3,
                        pauses);
    }

    private void load() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + server.getAddress().getHostString() + ":"
                                + server.getAddress().getPort() + "/orders/17"))
                .build();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> ask(request), "client-" + i);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
    }

    private void ask(HttpRequest request) {
        try {
            while (loaded) {
                long start = System.nanoTime();
                http.send(request, BodyHandlers.ofByteArray());
                int index = done.getAndIncrement();
                if (index < MOST_REQUESTS) {
                    latencies.set(index, System.nanoTime() - start);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the service does not answer", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        ThreadReporter present = reporter;
        Watch request = present == null
                ? null
                : present.requests()
                        .begin(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getPath());
        try {
            byte[] body = work();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } finally {
            exchange.close();
            if (request != null) {
                request.close();
            }
        }
    }

    private static byte[] work() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < 40; i++) {
                digest.update(new byte[1_024]);
            }
            return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void print(List<Window> without, List<Window> with, int seconds) {
        System.out.printf(
                Locale.ROOT,
                "%na service under load, %d windows of %d s each: median, and the median ratio of neighbours%n",
                without.size(),
                seconds);
        System.out.printf("%-22s%14s%14s%10s%18s%n", "", "nothing", "everything", "ratio", "half of them");
        line("requests/s", without, with, Window::requests);
        line("requests/CPU s", without, with, Window::perCpu);
        line("latency, median us", without, with, Window::medianMicros);
        line("latency, 99 % us", without, with, Window::worstMicros);
        System.out.printf(
                Locale.ROOT,
                "pauses %.2f %% of the time without, %.2f %% with; the thread that watches %.2f %% of the processor time%n",
                median(figures(without, Window::pausedPercent)),
                median(figures(with, Window::pausedPercent)),
                median(watching.stream().mapToDouble(percent -> percent).toArray()));
    }

    private interface Figure {
        double of(Window window);
    }

    private static void line(String name, List<Window> without, List<Window> with, Figure figure) {
        double[] before = figures(without, figure);
        double[] after = figures(with, figure);
        double[] ratios = new double[before.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = after[i] / before[i];
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-22s%14.0f%14.0f%10.3f%10.3f, %6.3f%n",
                name,
                median(before),
                median(after),
                median(ratios),
                ratios[ratios.length / 4],
                ratios[ratios.length - 1 - ratios.length / 4]);
    }

    private static double[] figures(List<Window> windows, Figure figure) {
        return windows.stream().mapToDouble(figure::of).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What the reporter's own thread allocates and uses, with nobody asking anything of the service. */
    private void idle(int seconds) throws InterruptedException {
        loaded = false;
        for (Thread client : clients) {
            client.join();
        }
        ThreadReporter started = ThreadReporter.builder().options(EVERYTHING).build();
        started.start();
        reporter = started;
        TimeUnit.SECONDS.sleep(seconds);
        var threads = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
        long watcher = watcher(threads);
        long bytes = threads.getThreadAllocatedBytes(watcher);
        long cpu = threads.getThreadCpuTime(watcher);
        TimeUnit.SECONDS.sleep(seconds);
        System.out.printf(
                Locale.ROOT,
                "idle, everything on: %.1f KiB and %.2f ms of processor time a second on the thread that watches%n",
                (threads.getThreadAllocatedBytes(watcher) - bytes) / 1024.0 / seconds,
                (threads.getThreadCpuTime(watcher) - cpu) / 1e6 / seconds);
        stop();
    }

    private static long watcher(java.lang.management.ThreadMXBean threads) {
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals("thread-reporter-watch")) {
                return thread.getThreadId();
            }
        }
        throw new IllegalStateException("nobody watches");
    }

    private void close() throws InterruptedException {
        loaded = false;
        for (Thread client : clients) {
            client.join();
        }
        server.stop(0);
        workers.shutdown();
    }
}
