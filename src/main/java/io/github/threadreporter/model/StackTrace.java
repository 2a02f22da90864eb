package io.github.threadreporter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a thread at one moment. Threads that stand at the same place share one instance where the collector
 * could tell.
 *
 * @param frames newest first, as the JVM prints them; may be empty
 * @param framesCut how many of the oldest frames were left out because of {@link CaptureLimits#framesPerStack()}; -1
 *     where frames were left out and the JVM does not tell how many
 */
public record StackTrace(List<Frame> frames, int framesCut) {

    public static final StackTrace EMPTY = new StackTrace(List.of(), 0);

    public StackTrace {
        frames = List.copyOf(frames);
    }

    /** The newest frame of the application, else the newest frame, else null. */
    public @Nullable Frame interesting() {
        for (Frame frame : frames) {
            if (frame.inApp()) {
                return frame;
            }
        }
        return frames.isEmpty() ? null : frames.get(0);
    }

    public boolean hasInApp() {
        return frames.stream().anyMatch(Frame::inApp);
    }
}
