package io.github.threadreporter.benchmarks;

import java.util.LinkedHashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** What a benchmark measures beside time, until {@link GaugeProfiler} takes it. Thread-safe. */
final class Gauges {

    private static final Map<String, LongSummaryStatistics> BY_NAME = new LinkedHashMap<>();

    private Gauges() {}

    static void add(Meter.Reading reading) {
        add("pause us", reading.pauseNanos() / 1_000);
        add("caller KiB", reading.bytes() / 1_024);
    }

    static void addEvent(long bytes) {
        if (bytes > 0) {
            add("event KiB", bytes / 1_024);
        }
    }

    static synchronized void add(String name, long value) {
        BY_NAME.computeIfAbsent(name, n -> new LongSummaryStatistics()).accept(value);
    }

    static synchronized Map<String, LongSummaryStatistics> take() {
        Map<String, LongSummaryStatistics> taken = new LinkedHashMap<>(BY_NAME);
        BY_NAME.clear();
        return taken;
    }
}
