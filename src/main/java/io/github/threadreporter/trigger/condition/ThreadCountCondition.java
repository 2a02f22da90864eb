package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * There are more platform threads than a limit, or many more than there were some time ago. Growth is asked only after
 * that time has passed twice: an application that starts makes its threads. Which threads are most is told by their names,
 * without digits.
 *
 * <p>Overhead: one call that reads a counter. Not thread-safe.
 */
public final class ThreadCountCondition implements Condition {

    private static final String KIND = "thread-count";
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int NAMES = 3;
    private static final int SAMPLES = 60;

    private record Sample(long nanos, int count) {}

    private final int limit;
    private final int growth;
    private final Duration within;
    private final IntSupplier counter;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long began;
    private boolean begun;

    /**
     * One that counts the threads of this JVM.
     *
     * @param limit from so many threads on, 0 for no limit
     * @param growth so many more than there were, 0 for any
     * @param within since how long ago
     * @throws IllegalArgumentException if a number is negative, or the time not positive
     */
    public ThreadCountCondition(int limit, int growth, Duration within) {
        this(limit, growth, within, ManagementFactory.getThreadMXBean()::getThreadCount);
    }

    ThreadCountCondition(int limit, int growth, Duration within, IntSupplier counter) {
        this.limit = notNegative("limit", limit);
        this.growth = notNegative("growth", growth);
        this.within = Words.positive("within", within);
        this.counter = counter;
    }

    private static int notNegative(String parameter, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(parameter + ": " + value + " is negative");
        }
        return value;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        long nanos = sight.nanos();
        if (!begun) {
            begun = true;
            began = nanos;
        }
        int count = counter.getAsInt();
        int grown = growth == 0 ? 0 : grown(count, nanos);
        List<String> words = new ArrayList<>();
        if (limit > 0 && count >= limit) {
            words.add("there are " + count + " threads, and " + limit + " are the limit");
        }
        if (growth > 0 && grown >= growth) {
            words.add("there are " + count + " threads, " + grown + " more than there were within the last "
                    + Words.text(within));
        }
        if (words.isEmpty()) {
            return List.of();
        }
        String detail = String.join("; ", words) + most(sight.threads());
        return List.of(new Symptom(KIND, new CaptureReason(KIND, detail)));
    }

    /** How many more there are than at the least of the time, once that has been looked at in full. */
    private int grown(int count, long nanos) {
        long window = within.toNanos();
        if (nanos - began < window) {
            return 0;
        }
        while (!samples.isEmpty() && nanos - samples.getFirst().nanos() > window) {
            samples.removeFirst();
        }
        if (samples.isEmpty() || nanos - samples.getLast().nanos() >= window / SAMPLES) {
            samples.addLast(new Sample(nanos, count));
        }
        if (nanos - began < 2 * window) {
            return 0;
        }
        int least = samples.stream().mapToInt(Sample::count).min().orElse(count);
        return count - least;
    }

    private static String most(List<Standing> threads) {
        Map<String, Integer> byName = new HashMap<>();
        for (Standing thread : threads) {
            byName.merge(DIGITS.matcher(Words.bounded(thread.name())).replaceAll("*"), 1, Integer::sum);
        }
        String names = byName.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMES)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; most are " + names;
    }
}
