package io.github.threadreporter.collect.tasks.coroutines;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way from a continuation to the coroutine that it is part of.
 *
 * @param frames newest first, no more than are shown of a stack
 * @param scopes the scopes inside of the coroutine that it passes
 * @param root the coroutine; another continuation where it is none of kotlinx.coroutines; null where it is broken
 * @param probe what DebugProbes know of it, or null
 */
record Chain(
        List<Object> frames,
        List<Object> scopes,
        @Nullable Object root,
        @Nullable Object probe) {

    /** A recursion may be as deep; what changes meanwhile may lead round in a circle. */
    private static final int MOST_STEPS = 65_536;

    static Chain from(@Nullable Object start, Reading reading, int mostFrames) {
        List<Object> frames = new ArrayList<>();
        List<Object> scopes = new ArrayList<>();
        Object probe = null;
        Object frame = null;
        Object at = start;
        for (int left = MOST_STEPS; at != null && left > 0; left--) {
            Kind kind = reading.kind(at);
            switch (kind) {
                case FRAME -> {
                    frame = at;
                    if (frames.size() < mostFrames) {
                        frames.add(at);
                    }
                    at = reading.get(at, "completion");
                }
                case COLLECTOR -> at = reading.get(at, "completion_");
                case CANCELLABLE -> at = reading.get(at, "delegate");
                case DISPATCHED -> at = reading.get(at, "continuation");
                case SCOPED -> {
                    scopes.add(at);
                    at = reading.get(at, "uCont");
                }
                case OWNER -> {
                    probe = reading.get(at, "info");
                    at = reading.get(at, "delegate");
                }
                case COROUTINE -> {
                    return new Chain(frames, scopes, at, probe);
                }
                default -> {
                    Object coroutine = ofContext(frame, reading);
                    return new Chain(frames, scopes, coroutine == null ? at : coroutine, probe);
                }
            }
        }
        return new Chain(frames, scopes, ofContext(frame, reading), probe);
    }

    /** Where libraries put continuations of their own in between, the context still tells the coroutine. */
    private static @Nullable Object ofContext(@Nullable Object frame, Reading reading) {
        Object job = Context.read(reading.get(frame, "_context"), reading).job();
        for (int left = MOST_STEPS; reading.kind(job) == Kind.SCOPED && left > 0; left--) {
            job = new Jobs(reading).parent(Objects.requireNonNull(job));
        }
        return reading.kind(job) == Kind.COROUTINE ? job : null;
    }
}
