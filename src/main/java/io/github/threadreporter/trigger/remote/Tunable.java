package io.github.threadreporter.trigger.remote;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/**
 * A number that can be changed while the reporter runs.
 *
 * @param name as in the configuration, e.g. {@code cpu.percent}
 * @param min the least value
 * @param max the greatest one
 * @param getter tells the value
 * @param setter changes it; called with values between these two alone
 */
public record Tunable(String name, double min, double max, DoubleSupplier getter, DoubleConsumer setter) {

    /** The value now. */
    public double get() {
        return getter.getAsDouble();
    }

    /**
     * Changes the value.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public void set(double value) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + ": " + value + " is not between " + min + " and " + max);
        }
        setter.accept(value);
    }
}
