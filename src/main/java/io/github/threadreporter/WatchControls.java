package io.github.threadreporter;

import io.github.threadreporter.config.Option;
import io.github.threadreporter.config.Options;
import io.github.threadreporter.incident.Budget;
import io.github.threadreporter.incident.Quota;
import io.github.threadreporter.trigger.remote.Controls;
import io.github.threadreporter.trigger.remote.Tunable;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What can be changed while it runs: a pause, and the limits of events and of cost. Thread-safe. */
final class WatchControls implements Controls {

    private final Rounds rounds;
    private final Supplier<String> dumpText;
    private final List<Tunable> tunables;

    WatchControls(Rounds rounds, Quota quota, Budget budget, Supplier<String> dumpText) {
        this.rounds = rounds;
        this.dumpText = dumpText;
        this.tunables = List.of(
                tunable(Options.QUOTA_DAY, quota::day, quota::setDay),
                tunable(Options.QUOTA_HOUR, quota::hour, quota::setHour),
                tunable(Options.QUOTA_KIND_HOUR, quota::kindHour, quota::setKindHour),
                tunable(Options.BUDGET_PERCENT, budget::percent, budget::setPercent));
    }

    /** In the range of the configuration. */
    private static Tunable tunable(Option.Whole option, IntSupplier getter, IntConsumer setter) {
        return new Tunable(
                option.name(),
                option.least(),
                option.most(),
                getter::getAsInt,
                value -> setter.accept((int) Math.round(value)));
    }

    @Override
    public boolean isEnabled() {
        return rounds.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        rounds.setEnabled(enabled);
    }

    @Override
    public List<Tunable> tunables() {
        return tunables;
    }

    @Override
    public String dumpText() {
        return dumpText.get();
    }
}
