package io.github.threadreporter;

import io.github.threadreporter.config.Options;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.incident.IncidentLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.condition.CpuCondition;
import io.github.threadreporter.trigger.condition.DeadlockCondition;
import io.github.threadreporter.trigger.condition.MemoryCondition;
import io.github.threadreporter.trigger.condition.PoolExhaustionCondition;
import io.github.threadreporter.trigger.condition.Sections;
import io.github.threadreporter.trigger.condition.SlowRequestCondition;
import io.github.threadreporter.trigger.condition.StuckThreadCondition;
import io.github.threadreporter.trigger.condition.ThreadCountCondition;
import io.github.threadreporter.trigger.condition.WatchCondition;
import io.github.threadreporter.trigger.remote.HttpOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The part of the configuration that concerns triggers. */
final class TriggerSettings {

    static final String OUT_OF_MEMORY = "out-of-memory";
    static final String SLOW_SHUTDOWN = "slow-shutdown";

    private static final String ALL = "all";

    /** The weightiest first: what it explains is told with it. */
    private static final List<String> NAMES = List.of(
            "deadlock",
            "pool-exhaustion",
            "watch",
            "slow-request",
            "stuck-thread",
            "cpu",
            "memory",
            "thread-count",
            OUT_OF_MEMORY,
            SLOW_SHUTDOWN);

    private TriggerSettings() {}

    /**
     * The names of those that are on.
     *
     * @throws IllegalArgumentException if there is no such trigger
     */
    static Set<String> names(Settings settings) {
        List<String> names = Options.TRIGGERS.in(settings);
        for (String name : names) {
            if (!name.equals(ALL) && !NAMES.contains(name)) {
                throw new IllegalArgumentException(Settings.PREFIX + Options.TRIGGERS.name() + ": there is no trigger '"
                        + name + "', but " + ALL + ", " + String.join(", ", NAMES));
            }
        }
        return names.contains(ALL) ? Set.copyOf(NAMES) : Set.copyOf(names);
    }

    /**
     * Those that are asked again and again, the weightiest first.
     *
     * @param look takes a look with the wait graph and without variables
     */
    static List<Condition> conditions(
            Settings settings, Sections sections, Predicate<String> inApp, Function<CaptureReason, ThreadDump> look) {
        Set<String> on = names(settings);
        List<Condition> conditions = new ArrayList<>();
        for (String name : NAMES) {
            if (on.contains(name) && !name.equals(OUT_OF_MEMORY) && !name.equals(SLOW_SHUTDOWN)) {
                conditions.add(condition(name, settings, sections, inApp, look));
            }
        }
        return conditions;
    }

    private static Condition condition(
            String name,
            Settings settings,
            Sections sections,
            Predicate<String> inApp,
            Function<CaptureReason, ThreadDump> look) {
        return switch (name) {
            case "deadlock" -> new DeadlockCondition(Options.DEADLOCK_INTERVAL.in(settings), look);
            case "pool-exhaustion" -> new PoolExhaustionCondition(Options.POOL_EXHAUSTION_AFTER.in(settings));
            case "watch" -> new WatchCondition(sections);
            case "slow-request" -> new SlowRequestCondition(sections, Options.SLOW_REQUEST_AFTER.in(settings));
            case "stuck-thread" -> new StuckThreadCondition(Options.STUCK_THREAD_AFTER.in(settings), inApp, sections);
            case "cpu" ->
                new CpuCondition(
                        Options.CPU_PROCESS.in(settings),
                        Options.CPU_THREAD.in(settings),
                        Options.CPU_FOR.in(settings));
            case "memory" ->
                new MemoryCondition(
                        Options.MEMORY_GC.in(settings),
                        Options.MEMORY_USED.in(settings),
                        Options.MEMORY_FOR.in(settings));
            case "thread-count" ->
                new ThreadCountCondition(
                        Options.THREAD_COUNT_LIMIT.in(settings),
                        Options.THREAD_COUNT_GROWTH.in(settings),
                        Options.THREAD_COUNT_WITHIN.in(settings));
            default -> throw new IllegalStateException("no condition " + name);
        };
    }

    static IncidentLimits incidents(Settings settings) {
        return new IncidentLimits(
                Options.INCIDENT_UPDATE.in(settings),
                Options.INCIDENT_SETTLE.in(settings),
                Options.QUOTA_DAY.in(settings),
                Options.QUOTA_HOUR.in(settings),
                Options.QUOTA_KIND_HOUR.in(settings));
    }

    /**
     * Where to listen; empty for nowhere.
     *
     * @throws IllegalArgumentException if there is no token, or something else is wrong
     */
    static Optional<HttpOptions> http(Settings settings) {
        int port = Options.HTTP_PORT.in(settings);
        if (port < 0) {
            return Optional.empty();
        }
        String token = Options.HTTP_TOKEN
                .in(settings)
                .orElseThrow(() -> new IllegalArgumentException(Settings.PREFIX + Options.HTTP_PORT.name()
                        + ": nobody may ask without a secret, so " + Options.HTTP_TOKEN.name() + " is needed too"));
        return Optional.of(new HttpOptions(
                Options.HTTP_ADDRESS.in(settings).orElse(""),
                port,
                token,
                Set.copyOf(Options.HTTP_HOSTS.in(settings))));
    }
}
