package io.github.threadreporter.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every thread of a JVM at one moment, and the tasks that have none, with what was worked out about them and what is not
 * in it.
 *
 * @param info the capture
 * @param threads the threads by id
 * @param tasks work without a thread of its own, in the order in which it was found
 * @param waits who waits for what, beyond what stands at the threads
 * @param analysis groups, deadlocks, culprit; {@link Analysis#NONE} straight from a collector
 * @param account what is missing, cut and masked
 * @param story the incident that it belongs to, and what went before; {@link Story#NONE} straight from a collector
 */
public record ThreadDump(
        CaptureInfo info,
        List<CapturedThread> threads,
        List<Task> tasks,
        WaitGraph waits,
        Analysis analysis,
        Account account,
        Story story) {

    public ThreadDump {
        threads = List.copyOf(threads);
        tasks = List.copyOf(tasks);
    }

    /** One that belongs to no incident. */
    public ThreadDump(
            CaptureInfo info,
            List<CapturedThread> threads,
            List<Task> tasks,
            WaitGraph waits,
            Analysis analysis,
            Account account) {
        this(info, threads, tasks, waits, analysis, account, Story.NONE);
    }

    /** One without tasks. */
    public ThreadDump(CaptureInfo info, List<CapturedThread> threads, Analysis analysis, Account account) {
        this(info, threads, List.of(), WaitGraph.EMPTY, analysis, account);
    }

    public ThreadDump withThreads(List<CapturedThread> value) {
        return new ThreadDump(info, value, tasks, waits, analysis, account, story);
    }

    public ThreadDump withTasks(List<Task> value) {
        return new ThreadDump(info, threads, value, waits, analysis, account, story);
    }

    public ThreadDump withWaits(WaitGraph value) {
        return new ThreadDump(info, threads, tasks, value, analysis, account, story);
    }

    public ThreadDump withAnalysis(Analysis value) {
        return new ThreadDump(info, threads, tasks, waits, value, account, story);
    }

    public ThreadDump withAccount(Account value) {
        return new ThreadDump(info, threads, tasks, waits, analysis, value, story);
    }

    public ThreadDump withStory(Story value) {
        return new ThreadDump(info, threads, tasks, waits, analysis, account, value);
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
