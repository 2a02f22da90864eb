package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import io.github.threadreporter.trigger.condition.Backlog.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/**
 * Pools of which more is wanted than they have, for longer than a limit: connections of HikariCP, threads of Tomcat and
 * Jetty, as far as they tell by JMX (an MBean server is asked where there is one, and never made), and executors that the
 * application has {@linkplain Pools registered}. One symptom for each pool.
 *
 * <p>Overhead: each 5 s two or three attributes a pool, each minute a search for their MBeans, together below 0.1 % of one
 * processor. Not thread-safe.
 */
public final class PoolExhaustionCondition implements Condition {

    private static final String HIKARI = "com.zaxxer.hikari";
    private static final String KIND = "pool-exhaustion";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final double SHARE = 0.001;

    private final Duration after;
    private final PoolBeans beans;
    private final Lasting lasting;
    private final Pace pace = new Pace(BETWEEN_LOOKS, SHARE);
    private final Map<Integer, Backlog> backlogs = new HashMap<>();
    private final Map<String, Rejections> rejections = new HashMap<>();
    private final LongSupplier ownTime;
    private List<Symptom> last = List.of();

    /**
     * One that asks the MBean servers of this JVM.
     *
     * @param after for how long a pool has to be exhausted
     * @throws IllegalArgumentException if it is not positive
     */
    public PoolExhaustionCondition(Duration after) {
        this(after, () -> MBeanServerFactory.findMBeanServer(null), OwnTime.clock());
    }

    /** @param ownTime processor time of whoever asks, in nanoseconds */
    PoolExhaustionCondition(Duration after, Supplier<List<MBeanServer>> servers, LongSupplier ownTime) {
        this.after = Words.positive("after", after);
        this.beans = new PoolBeans(servers);
        this.lasting = new Lasting(after);
        this.ownTime = ownTime;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        long nanos = sight.nanos();
        if (pace.isDue(nanos)) {
            long began = ownTime.getAsLong();
            try {
                List<Symptom> found = new ArrayList<>();
                addBeans(sight, found);
                addExecutors(nanos, found);
                addRejections(nanos, found);
                last = List.copyOf(found);
            } finally {
                pace.done(nanos, ownTime.getAsLong() - began);
            }
        }
        return last;
    }

    private void addBeans(Sight sight, List<Symptom> symptoms) {
        Map<String, String> exhausted = beans.exhausted(sight.nanos());
        Map<String, Duration> found = lasting.of(exhausted.keySet(), sight.nanos());
        exhausted.forEach((name, words) -> {
            Duration time = found.get(name);
            if (time != null) {
                symptoms.add(symptom("bean " + name, name, words, time, waiting(name, sight)));
            }
        });
    }

    /** Who waits for a connection, as far as the frames tell: of which pool of several they do not. */
    private static Set<Long> waiting(String bean, Sight sight) {
        Set<Long> waiting = new HashSet<>();
        if (bean.startsWith(HIKARI)) {
            for (Standing thread : sight.threads()) {
                for (StackTraceElement frame : thread.frames()) {
                    if (frame.getClassName().startsWith(HIKARI)
                            && frame.getMethodName().equals("getConnection")) {
                        waiting.add(thread.threadId());
                    }
                }
            }
        }
        return waiting;
    }

    private void addExecutors(long nanos, List<Symptom> found) {
        List<Pools.Registered> executors = Pools.executors();
        backlogs.keySet()
                .retainAll(executors.stream().map(Pools.Registered::number).toList());
        for (Pools.Registered registered : executors) {
            ThreadPoolExecutor executor = registered.executor().get();
            if (executor != null) {
                Load load = Load.of(executor);
                Duration time = backlogs.computeIfAbsent(registered.number(), unseen -> new Backlog())
                        .exhausted(load, nanos);
                if (load != null && time.compareTo(after) >= 0) {
                    String words = "all " + load.workers() + " threads are busy and " + load.queued() + " tasks wait";
                    found.add(symptom("executor " + registered.number(), registered.name(), words, time));
                }
            }
        }
    }

    private void addRejections(long nanos, List<Symptom> found) {
        Pools.rejections().forEach((name, count) -> {
            Rejections known = rejections.computeIfAbsent(name, unseen -> new Rejections(after, count));
            Duration time = known.lasted(count, nanos);
            if (time.compareTo(after) >= 0) {
                found.add(symptom("rejections " + name, name, "it has rejected " + known.rejected() + " tasks", time));
            }
        });
    }

    private static Symptom symptom(String key, String pool, String words, Duration time) {
        return symptom(key, pool, words, time, Set.of());
    }

    private static Symptom symptom(String key, String pool, String words, Duration time, Set<Long> waiting) {
        return new Symptom(
                key,
                new CaptureReason(KIND, Words.bounded(pool) + " is exhausted for " + Words.text(time) + ": " + words),
                waiting);
    }
}
