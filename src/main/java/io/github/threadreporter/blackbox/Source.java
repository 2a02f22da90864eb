package io.github.threadreporter.blackbox;

import java.util.List;

/** The JVM, as far as looks ask it. Called by one thread. */
interface Source {

    /** What a time or a count is where nobody knows it. */
    long UNKNOWN = -1;

    /** The ids of all platform threads. */
    long[] ids();

    /** Processor time of each, {@link #UNKNOWN} where it has ended or the JVM does not measure it. */
    long[] cpuNanos(long[] ids);

    /**
     * The threads of these ids that are there, with at most so many frames.
     *
     * @param depth 0 for none, which costs no pause
     */
    List<Sighting> see(long[] ids, int depth);

    /** Processor time of the process since its start. */
    long processCpuNanos();

    /** Time in pauses for garbage collection since the start. */
    long gcMillis();

    /** Processor time of the calling thread. */
    long ownCpuNanos();

    /** Time in safepoints since the start. */
    long safepointNanos();
}
