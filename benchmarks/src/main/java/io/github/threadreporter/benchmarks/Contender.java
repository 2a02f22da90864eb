package io.github.threadreporter.benchmarks;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One of several ways to look at all threads. */
interface Contender extends AutoCloseable {

    /** The part that holds the calling thread. */
    void act();

    /** The rest, which is not measured: waits until the event, if there is one, has arrived. */
    default void settle() {}

    /** Size of the last event, or 0 where there is none. */
    default long eventBytes() {
        return 0;
    }

    @Override
    default void close() {}

    /** A contender by the name of the method that it calls. */
    static Contender named(String name) {
        return switch (name) {
            case "captureAll" -> new CaptureAll();
            case "attachThreads" -> new AttachThreads();
            case "collect" -> new Collect();
            case "getAllStackTraces" -> Thread::getAllStackTraces;
            case "dumpAllThreads" -> new DumpAllThreads();
            default -> throw new IllegalArgumentException(name + ": there is no such contender");
        };
    }

    /** This library. */
    final class CaptureAll implements Contender {
        private static final Duration LONG = Duration.ofMinutes(2);

        private final Sdk sdk = Sdk.of(options -> {});
        private final ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.benchmarks")
                .scopes(sdk.scopes())
                .build();
        private @Nullable CaptureReport report;

        @Override
        public void act() {
            report = reporter.captureAll();
        }

        @Override
        public void settle() {
            if (report == null || !report.await(LONG).isComplete()) {
                throw new IllegalStateException("did not arrive: " + report);
            }
        }

        @Override
        public long eventBytes() {
            return sdk.receiver().lastEventBytes();
        }

        @Override
        public void close() {
            reporter.close();
            sdk.close();
        }
    }

    /** What the SDK does by itself: any event with all threads. */
    final class AttachThreads implements Contender {
        private static final long LONG_MILLIS = 60_000;

        private final Sdk sdk = Sdk.of(options -> options.setAttachThreads(true));
        private long sent;

        @Override
        public void act() {
            sdk.scopes().captureMessage("all threads");
        }

        @Override
        public void settle() {
            sent++;
            sdk.scopes().flush(LONG_MILLIS);
            if (sdk.receiver().events() != sent) {
                throw new IllegalStateException(sdk.receiver().events() + " of " + sent + " events arrived");
            }
        }

        @Override
        public long eventBytes() {
            return sdk.receiver().lastEventBytes();
        }

        @Override
        public void close() {
            sdk.close();
        }
    }

    /** The stage of this library that pauses. */
    final class Collect implements Contender {
        private final JvmCollector collector =
                new JvmCollector(Jdk.probe(), CaptureLimits.DEFAULTS, VariableReader.off(CaptureLimits.DEFAULTS));

        @Override
        public void act() {
            if (collector.collect(CaptureReason.MANUAL).threads().isEmpty()) {
                throw new IllegalStateException("no thread was collected");
            }
        }
    }

    /** What it stands on where the JDK is closed. */
    final class DumpAllThreads implements Contender {
        private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();

        @Override
        public void act() {
            bean.dumpAllThreads(true, false, CaptureLimits.DEFAULTS.framesPerStack());
        }
    }
}
