package io.github.threadreporter.convert;

import io.github.threadreporter.model.CaptureLimits;

/** What a Sentry server keeps. Beyond these it cuts, nulls or rejects, mostly without a mark. */
final class ServerLimits {

    /** Thread names, tag keys and values, transaction: in characters. */
    static final int NAME = 200;

    /** Function and file names: in characters. */
    static final int SYMBOL = 256;

    /** Class names. The server names no limit; ours keeps generated names from filling an event. */
    static final int CLASS_NAME = 512;

    /** Frames of one stack trace: the newest and {@link #OLDEST_FRAMES}. */
    static final int FRAMES = 250;

    static final int OLDEST_FRAMES = 50;

    /** Frames of one stack trace that keep their variables and the lines around theirs. */
    static final int FRAMES_WITH_DETAIL = 50;

    /** All values of variables of one frame. */
    static final int VARIABLE_BYTES = 2_048;

    /** Objects in objects in a variable: what is deeper arrives as one text of JSON, or not at all. */
    static final int VARIABLE_LEVELS = 3;

    /** Locks of one thread. The server names no limit and shows the first. */
    static final int LOCKS = 16;

    private ServerLimits() {}

    /**
     * How the bytes of one event are shared out, well below what the server keeps of each part (8 KiB a context, 16 KiB
     * an extra, 256 KiB all extras), and scaled down for events that are to be small.
     *
     * @param event the whole event
     * @param context one context; also all tags
     * @param extra one extra
     * @param extras all extras about threads
     * @param lines the lines that stand for threads without an entry
     * @param variables all values of one frame, as the server counts them
     */
    record Room(int event, int context, int extra, int extras, int lines, int variables) {
        static Room of(CaptureLimits limits) {
            int event = limits.eventBytes();
            return new Room(
                    event,
                    Math.min(7_500, event / 16),
                    Math.min(15_000, event / 16),
                    Math.min(98_304, event / 8),
                    Math.min(12_000, event / 16),
                    limits.variableBytes());
        }
    }
}
