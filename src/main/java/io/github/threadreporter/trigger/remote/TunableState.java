package io.github.threadreporter.trigger.remote;

/** A number that can be changed, as JMX shows it. */
public final class TunableState {

    private final String name;
    private final double value;
    private final double min;
    private final double max;

    TunableState(Tunable tunable) {
        this.name = tunable.name();
        this.value = tunable.get();
        this.min = tunable.min();
        this.max = tunable.max();
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
