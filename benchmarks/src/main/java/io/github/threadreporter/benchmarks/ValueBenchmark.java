package io.github.threadreporter.benchmarks;

import io.github.threadreporter.collect.values.Hiding;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From an object to bounded text, for each value; a thousand different ones in a capture. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ValueBenchmark {

    private static final int VALUES = 1_000;

    private static final CaptureLimits LIMITS =
            CaptureLimits.builder().variableMillis(60_000).build();

    private static final Map<String, IntFunction<Object>> KINDS = Map.of(
            "string", i -> "order-" + i,
            "uuid", i -> new UUID(i, i),
            "order", Order::of,
            "list", i -> new ArrayList<>(List.of(Order.of(i), Order.of(i + 1), Order.of(i + 2))),
            "map", ValueBenchmark::largeMap);

    @Param({"string", "uuid", "order", "list", "map"})
    public String kind = "";

    private final FieldAccess fields =
            Objects.requireNonNull(Jvmti.load().jvmti(), Jvmti.load().lack()).fields();
    private final List<Object> values = new ArrayList<>();

    private record Order(String id, int quantity, Customer customer) {
        static Order of(int number) {
            return new Order("order-" + number, number, new Customer("customer-" + number));
        }
    }

    private record Customer(String name) {}

    /** Of its thousand entries some are shown. */
    private static Object largeMap(int number) {
        Map<String, Integer> map = new ConcurrentHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            map.put("key-" + number + "-" + i, i);
        }
        return map;
    }

    @Setup
    public void prepare() {
        IntFunction<Object> make = Objects.requireNonNull(KINDS.get(kind));
        for (int i = 0; i < VALUES; i++) {
            values.add(make.apply(i));
        }
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public List<Value> render() {
        ValueReading reading = new ValueReading(LIMITS, fields, type -> true, List.of(), System::nanoTime);
        List<ValueReading.Slot> slots = new ArrayList<>(VALUES);
        values.forEach(value -> slots.add(reading.add(value)));
        reading.read();
        List<Value> read = new ArrayList<>(VALUES);
        slots.forEach(slot -> read.add(reading.value(slot, Hiding.NOTHING)));
        return read;
    }
}
