package io.github.threadreporter.collect.tasks.pools;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock that HikariCP notes times by: {@code System.nanoTime}, on a Mac {@code System.currentTimeMillis}.
 *
 * @param nanos that clock's time at this moment, in nanoseconds
 * @param nanosPerUnit its unit
 */
record HikariClock(long nanos, long nanosPerUnit) {

    /** Neither a clock that was set nor a field that was read amid a change makes anybody hold a connection that long. */
    private static final long LONGEST = TimeUnit.DAYS.toNanos(3650);

    static HikariClock now() {
        boolean isMac = "Mac OS X".equals(System.getProperty("os.name"));
        return isMac
                ? new HikariClock(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), 1_000_000)
                : new HikariClock(System.nanoTime(), 1);
    }

    /** @param time 0 where HikariCP has noted none: of when a connection was lent, without a metrics tracker */
    @Nullable
    Duration since(long time) {
        long passed = nanos - time * nanosPerUnit;
        return time == 0 || time == -1 || passed < 0 || passed > LONGEST ? null : Duration.ofNanos(passed);
    }
}
