package io.github.threadreporter.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Puts what {@link Gauges} holds beside the time of each benchmark. JMH makes it by its name. */
public final class GaugeProfiler implements InternalProfiler {

    @Override
    public String getDescription() {
        return "Safepoint pause, allocation of the calling thread, size of the event";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        Gauges.take();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        List<ScalarResult> results = new ArrayList<>();
        Gauges.take().forEach((name, values) -> {
            int unit = name.lastIndexOf(' ');
            results.add(new ScalarResult(
                    name.substring(0, unit), values.getAverage(), name.substring(unit + 1), AggregationPolicy.AVG));
        });
        return results;
    }
}
