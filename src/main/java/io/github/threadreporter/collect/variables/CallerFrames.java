package io.github.threadreporter.collect.variables;

import io.github.threadreporter.internal.LiveFrames;
import io.github.threadreporter.internal.jvmti.Jvmti;
import java.util.Optional;

/** Variables of the calling thread, primitives included: it reads its own frames, and no pause is needed. */
final class CallerFrames {

    private final VariableReader reader;
    private final Jvmti jvmti;
    private final LiveReading live;

    CallerFrames(VariableReader reader, Jvmti jvmti, LiveReading live) {
        this.reader = reader;
        this.jvmti = jvmti;
        this.live = live;
    }

    /** Empty where this JVM does not offer it. */
    Optional<ThreadPlan> read(Candidate caller) {
        Optional<LiveFrames> frames = reader.jdk.liveFrames();
        long[][] stack = frames.isEmpty()
                ? new long[1][]
                : jvmti.stacks(new Thread[] {Thread.currentThread()}, Jvmti.MAX_FRAMES);
        return stack[0] == null
                ? Optional.empty()
                : Optional.of(live.plan(caller, stack[0], frames.get().ofCaller(Jvmti.MAX_FRAMES)));
    }
}
