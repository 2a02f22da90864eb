package io.github.threadreporter.blackbox;

import java.util.Arrays;
import java.util.List;

/** What one look found out. The code is plain: a look a second stays interpreted for a long time. */
final class Look {

    private final long[] ids;
    private final long[] cpu;
    private final List<Sighting> seen;
    private final List<Sighting> waiting;

    /**
     * @param ids of all threads, in order
     * @param cpu processor time of each
     * @param seen those that are new, or that may have moved, with their frames
     * @param waiting those that have not moved and wait for another thread, without frames
     */
    Look(long[] ids, long[] cpu, List<Sighting> seen, List<Sighting> waiting) {
        this.ids = ids;
        this.cpu = cpu;
        this.seen = seen;
        this.waiting = waiting;
    }

    long[] ids() {
        return ids;
    }

    long cpu(long id) {
        int at = Arrays.binarySearch(ids, id);
        return at < 0 ? Source.UNKNOWN : cpu[at];
    }

    List<Sighting> seen() {
        return seen;
    }

    List<Sighting> waiting() {
        return waiting;
    }
}
