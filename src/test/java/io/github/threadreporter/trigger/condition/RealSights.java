package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Sight;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Looks at the threads of this JVM as the black box does. Its clock goes faster than that of the JVM, and what the JVM
 * counts in time goes with it. Not thread-safe.
 */
final class RealSights {

    private static final int FRAMES = 64;

    private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    private final Map<Long, Stand> stands = new HashMap<>();
    private final Predicate<String> inApp;
    private final int speed;
    private final int share;
    private final long start = System.nanoTime();

    private record Stand(List<StackTraceElement> place, long since, long cpu, long waits) {}

    /**
     * @param speed so many seconds pass in one
     * @param share so much more of the processor a thread would have had, were it not for others on this machine
     */
    RealSights(Predicate<String> inApp, int speed, int share) {
        this.inApp = inApp;
        this.speed = speed;
        this.share = share;
    }

    /** Now, by its clock. */
    long nanos() {
        return (System.nanoTime() - start) * speed;
    }

    Sight look() {
        long now = nanos();
        List<Standing> threads = new ArrayList<>();
        Map<Long, Stand> seen = new HashMap<>();
        for (ThreadInfo info : bean.dumpAllThreads(false, false, FRAMES)) {
            long id = info.getThreadId();
            List<StackTraceElement> frames = Arrays.asList(info.getStackTrace());
            List<StackTraceElement> app = frames.stream()
                    .filter(frame -> inApp.test(frame.getClassName()))
                    .toList();
            List<StackTraceElement> place = app.isEmpty() ? frames : app;
            long cpu = bean.getThreadCpuTime(id) * speed * share;
            long waits = info.getBlockedCount() + info.getWaitedCount();
            Stand stand = stands.get(id);
            if (stand == null || !stand.place().equals(place)) {
                stand = new Stand(place, now, cpu, waits);
            }
            seen.put(id, stand);
            threads.add(new Standing(
                    id,
                    info.getThreadName(),
                    info.getThreadState(),
                    frames,
                    Duration.ofNanos(now - stand.since()),
                    Duration.ofNanos(Math.min(now - stand.since(), Math.max(0, cpu - stand.cpu()))),
                    waits - stand.waits(),
                    info.getLockInfo() == null ? "" : info.getLockInfo().getClassName(),
                    info.getLockOwnerId()));
        }
        stands.clear();
        stands.putAll(seen);
        return new Sight(Instant.EPOCH.plusNanos(now), now, threads);
    }
}
