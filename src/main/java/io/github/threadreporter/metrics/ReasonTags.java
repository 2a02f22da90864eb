package io.github.threadreporter.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One counter for each kind of reason that there is, and one for all others. Thread-safe. */
final class ReasonTags {

    static final String OTHER = "other";

    /** Of the library's own captures. */
    static final List<String> KINDS = List.of(
            "manual",
            "schedule",
            "deadlock",
            "stuck-thread",
            "slow-request",
            "watch",
            "pool-exhaustion",
            "cpu",
            "thread-count",
            "memory",
            "out-of-memory",
            "slow-shutdown",
            "log",
            "exception",
            "jmx",
            "http",
            "signal",
            "file",
            "actuator");

    private final Map<String, Counter> counters;
    private final Counter other;

    ReasonTags(MeterRegistry registry, String name, String description) {
        Map<String, Counter> made = new HashMap<>();
        for (String kind : KINDS) {
            made.put(kind, counter(registry, name, description, kind));
        }
        counters = Map.copyOf(made);
        other = counter(registry, name, description, OTHER);
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String kind) {
        return Counter.builder(name)
                .description(description)
                .tag("reason", kind)
                .register(registry);
    }

    Counter of(String kind) {
        return counters.getOrDefault(kind, other);
    }
}
