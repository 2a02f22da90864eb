package io.github.threadreporter.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every thread of a JVM at one moment, with what was worked out about them and what is not in it.
 *
 * @param info the capture
 * @param threads the threads by id
 * @param analysis groups, deadlocks, culprit; {@link Analysis#NONE} straight from a collector
 * @param account what is missing, cut and masked
 */
public record ThreadDump(CaptureInfo info, List<CapturedThread> threads, Analysis analysis, Account account) {

    public ThreadDump {
        threads = List.copyOf(threads);
    }

    public ThreadDump withThreads(List<CapturedThread> value) {
        return new ThreadDump(info, value, analysis, account);
    }

    public ThreadDump withAnalysis(Analysis value) {
        return new ThreadDump(info, threads, value, account);
    }

    public ThreadDump withAccount(Account value) {
        return new ThreadDump(info, threads, analysis, value);
    }

    public ThreadDump plusCut(Cut cut) {
        return withAccount(account.plusCut(cut));
    }

    /** The threads by id, for following owners. */
    public Map<Long, CapturedThread> byId() {
        Map<Long, CapturedThread> byId = new HashMap<>();
        threads.forEach(thread -> byId.put(thread.id(), thread));
        return byId;
    }
}
