package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Sight;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Standings as literals. */
final class Standings {

    static final Duration MINUTE = Duration.ofMinutes(1);

    private Standings() {}

    /** A thread {@code t-ID} that runs, newest frame first, each as {@code package.Class.method}. */
    static Standing running(long id, Duration stood, Duration cpu, String... frames) {
        return new Standing(id, "t-" + id, State.RUNNABLE, frames(frames), stood, cpu, 0, "", -1);
    }

    /** One that has begun to wait once. */
    static Standing waiting(long id, Duration stood, String lock, long ownerId, String... frames) {
        return new Standing(id, "t-" + id, State.WAITING, frames(frames), stood, Duration.ZERO, 1, lock, ownerId);
    }

    static Standing blocked(long id, Duration stood, long ownerId, String... frames) {
        return new Standing(
                id, "t-" + id, State.BLOCKED, frames(frames), stood, Duration.ZERO, 1, "java.lang.Object", ownerId);
    }

    static Standing waits(Standing of, long waits) {
        return new Standing(
                of.threadId(),
                of.name(),
                of.state(),
                of.frames(),
                of.stood(),
                of.cpu(),
                waits,
                of.lock(),
                of.ownerId());
    }

    static List<StackTraceElement> frames(String... frames) {
        List<StackTraceElement> found = new ArrayList<>();
        for (String frame : frames) {
            int dot = frame.lastIndexOf('.');
            found.add(new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), "X.java", 7));
        }
        return found;
    }

    static Sight sight(Duration at, Standing... threads) {
        return sight(at, Arrays.asList(threads));
    }

    static Sight sight(Duration at, List<Standing> threads) {
        return new Sight(Instant.EPOCH.plus(at), at.toNanos(), threads);
    }
}
