package io.github.threadreporter.blackbox;

import java.time.Duration;
import java.time.Instant;

/** A black box of a JVM of the test's making, with the clocks of both, for tests of who uses it. */
public final class FakeBox {

    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final FakeSource jvm = new FakeSource();
    private final long started = jvm.nanos;
    private final BlackBox box =
            new BlackBox(jvm, this::nanos, this::now, name -> name.startsWith("com.acme."), BlackBoxLimits.DEFAULTS);

    public BlackBox box() {
        return box;
    }

    public long nanos() {
        return jvm.nanos;
    }

    public Instant now() {
        return START.plusNanos(jvm.nanos - started);
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        jvm.nanos += time.toNanos();
    }

    /** There is a thread. */
    public void runs(long id, String name) {
        jvm.stands(id, name, Thread.State.RUNNABLE, FakeSource.at("com.acme.Orders", "run", 7));
    }

    /** From now on each look fails with that. */
    public void failsWith(RuntimeException problem) {
        jvm.problem = problem;
    }
}
