package io.github.threadreporter.collect.variables;

import io.github.threadreporter.internal.LiveFrame;
import io.github.threadreporter.internal.LiveFrames;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Variables of virtual threads that are not mounted, primitives included: their frames lie on the heap, and are read
 * one thread at a time while it is suspended. Nothing else is paused. Not thread-safe.
 */
final class ContinuedThreads {

    private final VariableReader reader;
    private final Jvmti jvmti;
    private final LiveReading live;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    ContinuedThreads(VariableReader reader, Jvmti jvmti, LiveReading live) {
        this.reader = reader;
        this.jvmti = jvmti;
        this.live = live;
    }

    void add(Candidate candidate) {
        candidates.add(candidate);
    }

    Map<Long, ThreadPlan> read() {
        Map<Long, ThreadPlan> plans = new HashMap<>();
        Optional<LiveFrames> frames = reader.jdk.liveFrames();
        if (candidates.isEmpty() || frames.isEmpty()) {
            if (!candidates.isEmpty()) {
                missing.add(new Missing("local variables of virtual threads", lack(), ""));
            }
            return plans;
        }
        long deadline = reader.nanoTime.getAsLong() + reader.limits.variableMillis() * 1_000_000L;
        int read = 0;
        for (Candidate candidate : candidates) {
            if (read == reader.limits.variableThreads() || reader.nanoTime.getAsLong() - deadline > 0) {
                break;
            }
            ThreadPlan plan = read(candidate, frames.get());
            if (plan != null) {
                plans.put(candidate.id(), plan);
            }
            read++;
        }
        if (read < candidates.size()) {
            String limit = read == reader.limits.variableThreads()
                    ? "variableThreads=" + reader.limits.variableThreads()
                    : "variableMillis=" + reader.limits.variableMillis();
            cuts.add(new Cut("virtual threads without local variables", candidates.size() - read, limit));
        }
        return plans;
    }

    private String lack() {
        return reader.jdk
                .lack(io.github.threadreporter.internal.Jdk.Ability.LIVE_FRAMES)
                .orElse("");
    }

    /** Null where the thread has ended or runs again: then its frames are no longer those that are shown. */
    private @Nullable ThreadPlan read(Candidate candidate, LiveFrames frames) {
        if (jvmti.suspend(candidate.thread()) != 0) {
            return null;
        }
        List<LiveFrame> held;
        long[][] stack;
        try {
            held = frames.ofUnmounted(candidate.thread(), Jvmti.MAX_FRAMES);
            stack = held == null ? new long[1][] : jvmti.stacks(new Thread[] {candidate.thread()}, Jvmti.MAX_FRAMES);
        } finally {
            jvmti.resume(candidate.thread());
        }
        return held == null || stack[0] == null ? null : live.plan(candidate, stack[0], held);
    }

    List<Missing> missing() {
        return missing;
    }

    List<Cut> cuts() {
        return cuts;
    }
}
