package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The thread that has burnt most CPU time, if that is much of the time there was. */
final class BusyRule {

    /** A JVM younger than that is still starting. */
    static final int LEAST_SECONDS = 60;

    private static final int LEAST_PERCENT = 50;

    private BusyRule() {}

    static @Nullable Culprit find(ThreadDump dump) {
        CaptureInfo info = dump.info();
        Duration age = Duration.between(info.jvm().startedAt(), info.takenAt());
        if (age.toSeconds() < LEAST_SECONDS) {
            return null;
        }
        CapturedThread busiest = null;
        for (CapturedThread thread : dump.threads()) {
            if (thread.state() == Thread.State.RUNNABLE
                    && thread.stack().hasInApp()
                    && (busiest == null
                            || thread.usage().cpuNanos() > busiest.usage().cpuNanos())) {
                busiest = thread;
            }
        }
        if (busiest == null) {
            return null;
        }
        double percent = 100.0 * busiest.usage().cpuNanos() / 1e9 / age.toSeconds();
        return percent < LEAST_PERCENT ? null : culprit(busiest, percent, age);
    }

    private static Culprit culprit(CapturedThread thread, double percent, Duration age) {
        Sentence sentence = new Sentence()
                .add(
                        "%s has used %s of a processor since the JVM started %s ago, and runs",
                        thread.displayName(), Math.round(percent) + " %", Sentence.text(age));
        return new Culprit(thread.id(), sentence.place(thread).headline(), List.of());
    }
}
