package io.github.threadreporter.blackbox;

import java.time.Duration;

/**
 * What the black box takes, for those who watch over it.
 *
 * @param looks how many looks it has taken
 * @param spent processor time of the watching thread for them, and pauses of the JVM meanwhile as far as it works in them.
 *     Alert where it grows faster than the limit says
 * @param interval the time between looks as it is now
 * @param bytes memory that it keeps, estimated; never above the limit, beside which it keeps eight bytes a thread
 * @param threads how many threads it knows
 * @param threadsLeftOut how many threads of the last look had no room
 * @param frames how many of the newest frames of a thread it keeps now; less than the limit where memory is short
 */
public record BlackBoxFigures(
        long looks, Duration spent, Duration interval, long bytes, int threads, int threadsLeftOut, int frames) {}
