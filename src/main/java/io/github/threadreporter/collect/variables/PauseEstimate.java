package io.github.threadreporter.collect.variables;

/**
 * How long a walk over all stacks will hold the application, told from the number of frames. Begins with what was
 * measured on a slow machine and learns from each walk. Thread-safe.
 */
final class PauseEstimate {

    private static final double FIRST_NANOS_PER_FRAME = 3_000;

    /** Stopping all threads and undoing escape analysis, whatever the stacks. */
    private static final long FIXED_NANOS = 2_000_000;

    /** With fewer frames the fixed part hides the rest. */
    private static final int LEAST_FRAMES = 200;

    /** How much the newest walk counts: pauses vary, and one slow walk on a busy machine should not switch off the next. */
    private static final double WEIGHT = 0.3;

    private double nanosPerFrame = FIRST_NANOS_PER_FRAME;

    synchronized long nanos(long frames) {
        return FIXED_NANOS + (long) (frames * nanosPerFrame);
    }

    synchronized void learn(long frames, long nanos) {
        if (frames >= LEAST_FRAMES) {
            double seen = Math.max(0, nanos - FIXED_NANOS) / (double) frames;
            nanosPerFrame += WEIGHT * (seen - nanosPerFrame);
        }
    }

    /** After captures that were refused: what was learned on a bad day is forgotten slowly, so that it is tried again. */
    synchronized void refused() {
        nanosPerFrame = Math.min(nanosPerFrame, Math.max(FIRST_NANOS_PER_FRAME, nanosPerFrame * 0.8));
    }
}
