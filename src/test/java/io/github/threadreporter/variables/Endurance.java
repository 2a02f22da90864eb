package io.github.threadreporter.variables;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.VirtualThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Main class of a forked JVM: captures one after the other while threads come and go, classes are loaded and unloaded,
 * and garbage is made. Ends in the middle of a capture.
 */
public final class Endurance {

    /** Public, as the classes that count are of other class loaders. */
    public static final AtomicLong THREADS_ENDED = new AtomicLong();

    public static final Map<Integer, Object> GARBAGE = new ConcurrentHashMap<>();

    private static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();

    private Endurance() {}

    /** Work of which each loader has a class of its own. */
    public static final class Work implements Runnable {
        @Override
        public void run() {
            List<String> orders = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String order = "order-" + i;
                orders.add(order);
                GARBAGE.put(i, new byte[1_000 + i]);
            }
            THREADS_ENDED.addAndGet(orders.isEmpty() ? 0 : 1);
        }
    }

    /** Argument: how many captures. */
    public static void main(String[] arguments) throws Exception {
        int captures = Integer.parseInt(arguments[0]);
        for (int i = 0; i < 3; i++) {
            Thread spawner = new Thread(Endurance::spawn, "spawner-" + i);
            spawner.setDaemon(true);
            spawner.setUncaughtExceptionHandler((thread, problem) -> FAILURE.compareAndSet(null, problem));
            spawner.start();
        }
        CaptureLimits limits =
                CaptureLimits.builder().variablePauseMillis(60_000).build();
        ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.variables")
                .limits(limits)
                .build();
        long shown = 0;
        long middle = 0;
        for (int i = 0; i < captures; i++) {
            ThreadDump dump = reporter.dump();
            shown += dump.threads().stream()
                    .flatMap(thread -> thread.variables().stream())
                    .mapToLong(frame -> frame.variables().size())
                    .sum();
            if (i == captures / 2) {
                middle = residentKiB();
            }
        }
        System.out.println(shown + " variables in " + captures + " captures, " + THREADS_ENDED + " threads ended, "
                + middle + " KiB resident in the middle, " + residentKiB() + " at the end");
        if (shown == 0 || FAILURE.get() != null) {
            throw new AssertionError("nothing was shown, or nothing came and went", FAILURE.get());
        }
        Thread capturing = new Thread(() -> {
            while (true) {
                reporter.dump();
            }
        });
        capturing.setDaemon(true);
        capturing.start();
        reporter.dump();
        System.exit(0);
    }

    private static void spawn() {
        boolean virtual = Runtime.version().feature() >= 25;
        for (int i = 0; ; i++) {
            try {
                Runnable work = (Runnable) new OwnLoader()
                        .loadClass(Work.class.getName())
                        .getConstructor()
                        .newInstance();
                Thread thread;
                if (virtual && i % 2 == 0) {
                    thread = VirtualThreads.start("comes-and-goes", work);
                } else {
                    thread = new Thread(work, "comes-and-goes");
                    thread.start();
                }
                thread.join(); // or there would be more and more of them where processors are few
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Loads {@link Work} anew, from the same bytes. */
    private static final class OwnLoader extends ClassLoader {

        OwnLoader() {
            super(Endurance.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.equals(Work.class.getName())) {
                return super.loadClass(name);
            }
            try (InputStream bytes = Work.class.getResourceAsStream("Endurance$Work.class")) {
                byte[] content = bytes.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long residentKiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return -1;
    }
}
