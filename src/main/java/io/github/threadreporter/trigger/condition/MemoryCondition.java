package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Garbage collections stop the JVM for more than a share of the time, on average over some time; or what is in use after
 * them is more than a share of the memory for old objects, all that time. One symptom for both, since one follows from
 * the other. Collectors that work beside the application (ZGC, Shenandoah) stop it for next to nothing: of them it is the
 * memory after collections that tells.
 *
 * <p>Overhead: some ten microseconds each second. Not thread-safe.
 */
public final class MemoryCondition implements Condition {

    private static final String KIND = "memory";
    private static final int SAMPLES = 60;

    private record Sample(long nanos, long pausedMillis) {}

    private final int gcPercent;
    private final int usedPercent;
    private final long window;
    private final MemorySource source;
    private final Lasting lasting;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * One that looks at this JVM.
     *
     * @param gcPercent share of the time that pauses of collections may take, 0 for any
     * @param usedPercent share of the memory that may be in use after a collection, 0 for any
     * @param lasting for how long
     * @throws IllegalArgumentException if a share is not from 0 to 100, or the time not positive
     */
    public MemoryCondition(int gcPercent, int usedPercent, Duration lasting) {
        this(gcPercent, usedPercent, lasting, MemorySource.ofThisJvm());
    }

    MemoryCondition(int gcPercent, int usedPercent, Duration lasting, MemorySource source) {
        this.gcPercent = Words.percent("gcPercent", gcPercent);
        this.usedPercent = Words.percent("usedPercent", usedPercent);
        this.window = Words.positive("lasting", lasting).toNanos();
        this.lasting = new Lasting(lasting);
        this.source = source;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        long nanos = sight.nanos();
        List<String> words = new ArrayList<>();
        if (gcPercent > 0) {
            double paused = pausedPercent(nanos);
            if (paused >= gcPercent) {
                words.add("garbage collections have stopped the JVM for " + Math.round(paused) + " % of the last "
                        + Words.text(Duration.ofNanos(window)));
            }
        }
        if (usedPercent > 0) {
            addUsed(nanos, words);
        }
        return words.isEmpty()
                ? List.of()
                : List.of(new Symptom(KIND, new CaptureReason(KIND, String.join("; ", words))));
    }

    /** Over the whole time; 0 before it has passed. */
    private double pausedPercent(long nanos) {
        // The oldest that is kept is the last one before the time began.
        while (samples.size() > 1 && nanos - second().nanos() >= window) {
            samples.removeFirst();
        }
        long paused = source.pausedMillis();
        if (samples.isEmpty() || nanos - samples.getLast().nanos() >= window / SAMPLES) {
            samples.addLast(new Sample(nanos, paused));
        }
        Sample first = samples.getFirst();
        long time = nanos - first.nanos();
        return time < window ? 0 : 100.0 * (paused - first.pausedMillis()) * 1_000_000 / time;
    }

    private Sample second() {
        var all = samples.iterator();
        all.next();
        return all.next();
    }

    private void addUsed(long nanos, List<String> words) {
        Map<String, MemorySource.Pool> above = new LinkedHashMap<>();
        for (MemorySource.Pool pool : source.afterCollection()) {
            if (pool.percent() >= usedPercent) {
                above.put(pool.name(), pool);
            }
        }
        Map<String, Duration> found = lasting.of(above.keySet(), nanos);
        above.forEach((name, pool) -> {
            Duration time = found.get(name);
            if (time != null) {
                words.add(Math.round(pool.percent()) + " % of the " + Words.mebibytes(pool.max()) + " of " + name
                        + " are in use after garbage collections, for " + Words.text(time));
            }
        });
    }
}
