package io.github.threadreporter.trigger.condition;

import java.util.HashMap;
import java.util.Map;

/**
 * Processor times at one moment.
 *
 * @param known false for "no look was taken"
 * @param nanos when
 * @param process of the process, -1 where unknown
 * @param processors how many processors there are
 * @param threads of the threads, by id
 */
record CpuUse(boolean known, long nanos, long process, int processors, Map<Long, Long> threads) {

    static final CpuUse NONE = new CpuUse(false, 0, -1, 1, Map.of());

    static CpuUse of(CpuSource source, long nanos) {
        return new CpuUse(true, nanos, source.processNanos(), source.processors(), source.threadNanos());
    }

    /** What was used since an earlier moment. A thread that was not there then counts from its start. */
    CpuShares since(CpuUse before) {
        double time = nanos - before.nanos;
        if (!before.known || time <= 0) {
            return CpuShares.NONE;
        }
        Map<Long, Double> percents = new HashMap<>();
        long java = 0;
        for (Map.Entry<Long, Long> thread : threads.entrySet()) {
            long used = thread.getValue() - before.threads.getOrDefault(thread.getKey(), 0L);
            java += Math.max(0, used);
            percents.put(thread.getKey(), 100 * used / time);
        }
        long used = process < 0 || before.process < 0 ? 0 : process - before.process;
        double processPercent = 100 * used / time / Math.max(1, processors);
        return new CpuShares(processPercent, percents, used <= 0 ? 1 : Math.min(1.0, (double) java / used));
    }
}
