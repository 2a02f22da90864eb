package io.github.threadreporter.trigger.condition;

import java.util.Map;

/**
 * Shares of the processors over a time.
 *
 * @param processPercent that of the process, of all processors
 * @param threadPercents those of threads, of one processor, by id
 * @param javaPart the part of the process's that is of Java threads still alive, from 0 to 1
 */
record CpuShares(double processPercent, Map<Long, Double> threadPercents, double javaPart) {

    static final CpuShares NONE = new CpuShares(0, Map.of(), 1);

    /** The id of the busiest thread; -1 where there is none. */
    long busiest() {
        return threadPercents.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(-1L);
    }
}
