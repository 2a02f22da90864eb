package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JVM of the test's making, and its clock. */
final class FakeSource implements Source {

    private static final long ODD = 12_345;

    final Map<Long, Sighting> threads = new TreeMap<>();
    final Map<Long, Long> cpu = new TreeMap<>();
    final List<Long> asked = new ArrayList<>();
    final List<Long> askedWithoutFrames = new ArrayList<>();
    long nanos = 1_000_000_000_000L;
    long processCpu = 50;
    long gcMillis = 3;
    long ownCpu;
    long costNanos = 100_000;
    long pauseNanos;
    long safepoints = UNKNOWN;
    long clockStep = 1;
    RuntimeException problem;

    static StackTraceElement at(String className, String method, int line) {
        return new StackTraceElement(
                className, method, className.substring(className.lastIndexOf('.') + 1) + ".java", line);
    }

    /** The thread stands there now; it has used processor time to get there. */
    void stands(long id, String name, Thread.State state, StackTraceElement... frames) {
        Sighting before = threads.get(id);
        threads.put(
                id, new Sighting(id, name, state, List.of(frames), "", -1, before == null ? 0 : before.waits() + 1));
        cpu.merge(id, ODD * clockStep, Long::sum);
    }

    void waitsFor(long id, String lock, long ownerId) {
        Sighting now = threads.get(id);
        threads.put(id, new Sighting(id, now.name(), now.state(), now.frames(), lock, ownerId, now.waits()));
    }

    /** All threads as a capture shows them at this moment. */
    List<CapturedThread> captured() {
        return threads.values().stream()
                .map(thread -> CapturedThread.builder(thread.id(), thread.name())
                        .state(thread.state())
                        .stack(new StackTrace(
                                thread.frames().stream().map(Frame::of).toList(), 0))
                        .build())
                .toList();
    }

    void ends(long id) {
        threads.remove(id);
        cpu.remove(id);
    }

    @Override
    public long[] ids() {
        if (problem != null) {
            throw problem;
        }
        return threads.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long[] cpuNanos(long[] ids) {
        ownCpu += costNanos;
        nanos += pauseNanos;
        safepoints += pauseNanos;
        long[] values = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            values[i] = cpu.getOrDefault(ids[i], UNKNOWN);
        }
        return values;
    }

    @Override
    public List<Sighting> see(long[] ids, int depth) {
        List<Sighting> seen = new ArrayList<>();
        for (long id : ids) {
            (depth == 0 ? askedWithoutFrames : asked).add(id);
            Sighting thread = threads.get(id);
            if (thread != null) {
                seen.add(thread);
            }
        }
        return seen;
    }

    @Override
    public long processCpuNanos() {
        return processCpu;
    }

    @Override
    public long gcMillis() {
        return gcMillis;
    }

    @Override
    public long ownCpuNanos() {
        return ownCpu;
    }

    @Override
    public long safepointNanos() {
        return safepoints;
    }
}
