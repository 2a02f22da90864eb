package io.github.threadreporter.convert;

/** How much of a thread is sent, from all to nothing: the steps in which an event is made to fit. */
enum Detail {
    /** Everything that the server keeps. */
    FULL(ServerLimits.FRAMES, ServerLimits.OLDEST_FRAMES),
    /** Without the source of frames outside the application. */
    NO_SYSTEM_SOURCE(ServerLimits.FRAMES, ServerLimits.OLDEST_FRAMES),
    /** Without the variables of these either. */
    NO_SYSTEM_VARIABLES(ServerLimits.FRAMES, ServerLimits.OLDEST_FRAMES),
    /** Without any source. */
    NO_SOURCE(ServerLimits.FRAMES, ServerLimits.OLDEST_FRAMES),
    /** Without any variables either. */
    NO_VARIABLES(ServerLimits.FRAMES, ServerLimits.OLDEST_FRAMES),
    /** The newest frames and some of the oldest. */
    ENDS(25, 8),
    /** The newest frames. */
    TOP(5, 0),
    /** No entry of its own: told in a line. */
    OUT(0, 0);

    private final int frames;
    private final int oldest;

    Detail(int frames, int oldest) {
        this.frames = frames;
        this.oldest = oldest;
    }

    /** Most frames, counting the one that marks a gap. */
    int frames() {
        return frames;
    }

    /** How many of these are taken from the oldest where there are too many. */
    int oldest() {
        return oldest;
    }

    boolean showsSource(boolean inApp) {
        return inApp ? this.compareTo(NO_SOURCE) < 0 : this == FULL;
    }

    boolean showsVariables(boolean inApp) {
        return compareTo(inApp ? NO_VARIABLES : NO_SYSTEM_VARIABLES) < 0;
    }

    boolean isBelow(Detail other) {
        return compareTo(other) > 0;
    }
}
