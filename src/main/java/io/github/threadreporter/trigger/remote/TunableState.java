package io.github.threadreporter.trigger.remote;

import javax.management.ConstructorParameters;

/** A number that can be changed, as JMX shows it. */
public final class TunableState {

    private final String name;
    private final double value;
    private final double min;
    private final double max;

    @ConstructorParameters({"name", "value", "min", "max"})
    public TunableState(String name, double value, double min, double max) {
        this.name = name;
        this.value = value;
        this.min = min;
        this.max = max;
    }

    static TunableState of(Tunable tunable) {
        return new TunableState(tunable.name(), tunable.get(), tunable.min(), tunable.max());
    }

    public String getName() {
        return name;
    }

    public double getValue() {
        return value;
    }

    public double getMin() {
        return min;
    }

    public double getMax() {
        return max;
    }
}
