package io.github.threadreporter.blackbox;

import java.util.Arrays;
import java.util.Map;

/**
 * Takes looks. A thread that has used no processor time since it was seen has not moved: only the others are asked for their
 * frames, which is what costs a pause, and a part of those that rest, turn by turn, since somebody else may have given them
 * another name. Where the JVM does not measure processor time, or measures it in ticks, all are asked. Not thread-safe.
 */
final class Watcher {

    /** All of those that rest are asked in so many looks. */
    private static final int TURNS = 256;

    /** Clocks that count in ticks show whole ones only. */
    private static final int TICK_NANOS = 10_000;

    private final Source source;
    private int turn;

    Watcher(Source source) {
        this.source = source;
    }

    /**
     * @param memory what is known of the looks before: threads, those that are of no interest, and for how many and how many
     *     frames of each there is room
     */
    Look look(Memory memory) {
        Map<Long, Track> known = memory.tracks;
        long[] ids = source.ids();
        Arrays.sort(ids);
        long[] cpu = source.cpuNanos(ids);
        boolean measured = isMeasured(cpu);
        long[] moving = new long[ids.length];
        int movingCount = 0;
        long[] waiting = new long[ids.length];
        int waitingCount = 0;
        int left = memory.room() - known.size();
        turn = (turn + 1) % TURNS;
        for (int i = 0; i < ids.length; i++) {
            Track track = known.get(ids[i]);
            if (track == null) {
                if (!memory.passed.contains(ids[i]) && left-- > 0) {
                    moving[movingCount++] = ids[i];
                }
            } else if (!measured || cpu[i] < 0 || cpu[i] != track.cpu() || i % TURNS == turn) {
                moving[movingCount++] = ids[i];
            } else if (track.isHeldUp()) {
                waiting[waitingCount++] = ids[i];
            }
        }
        // Processor time was read before: what a thread does from here on shows at the next look.
        return new Look(
                ids,
                cpu,
                source.see(Arrays.copyOf(moving, movingCount), memory.frames()),
                source.see(Arrays.copyOf(waiting, waitingCount), 0));
    }

    private static boolean isMeasured(long[] cpu) {
        for (long nanos : cpu) {
            if (nanos > 0 && nanos % TICK_NANOS != 0) {
                return true;
            }
        }
        return false;
    }
}
