package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The process uses more than a share of all processors, or one thread more than a share of one, all the time for longer
 * than a limit. One symptom for both, since one is mostly the other; the suspect is the busiest Java thread. What
 * collectors and compilers use is not that of a Java thread: the detail then says so. Virtual threads are seen as their
 * carriers.
 *
 * <p>Overhead: less than a microsecond a thread each 5 s, less often where that is more than 0.1 % of one processor. Not
 * thread-safe.
 */
public final class CpuCondition implements Condition {

    private static final String KIND = "cpu";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final double SHARE = 0.001;
    private static final String PROCESS = "process";
    private static final String THREAD = "thread ";

    private final int processPercent;
    private final int threadPercent;
    private final CpuSource source;
    private final Lasting lasting;
    private final Pace pace;
    private CpuUse before = CpuUse.NONE;
    private final LongSupplier ownTime;
    private List<Symptom> last = List.of();

    /**
     * One that looks at this JVM.
     *
     * @param processPercent share of all processors that the process may use, 0 for any
     * @param threadPercent share of one processor that a thread may use, 0 for any
     * @param lasting for how long it has to be above
     * @throws IllegalArgumentException if a share is not from 0 to 100, or the time not positive
     */
    public CpuCondition(int processPercent, int threadPercent, Duration lasting) {
        this(processPercent, threadPercent, lasting, CpuSource.ofThisJvm(), OwnTime.clock());
    }

    /** @param ownTime processor time of whoever asks, in nanoseconds */
    CpuCondition(int processPercent, int threadPercent, Duration lasting, CpuSource source, LongSupplier ownTime) {
        this.processPercent = Words.percent("processPercent", processPercent);
        this.threadPercent = Words.percent("threadPercent", threadPercent);
        this.lasting = new Lasting(Words.positive("lasting", lasting));
        // A short time needs more than its two ends.
        Duration third = lasting.dividedBy(3);
        this.pace = new Pace(third.compareTo(BETWEEN_LOOKS) < 0 ? third.plusNanos(1) : BETWEEN_LOOKS, SHARE);
        this.source = source;
        this.ownTime = ownTime;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        long nanos = sight.nanos();
        if (pace.isDue(nanos)) {
            long began = ownTime.getAsLong();
            try {
                CpuUse now = CpuUse.of(source, nanos);
                last = judge(now.since(before), nanos);
                before = now;
            } finally {
                pace.done(nanos, ownTime.getAsLong() - began);
            }
        }
        return last;
    }

    private List<Symptom> judge(CpuShares shares, long nanos) {
        List<String> above = new ArrayList<>();
        if (processPercent > 0 && shares.processPercent() >= processPercent) {
            above.add(PROCESS);
        }
        if (threadPercent > 0) {
            shares.threadPercents().forEach((id, percent) -> {
                if (percent >= threadPercent) {
                    above.add(THREAD + id);
                }
            });
        }
        Map<String, Duration> found = lasting.of(above, nanos);
        Duration process = found.getOrDefault(PROCESS, Duration.ZERO);
        List<Long> threads = found.keySet().stream()
                .filter(key -> key.startsWith(THREAD))
                .map(key -> Long.valueOf(key.substring(THREAD.length())))
                .sorted(Comparator.comparing(
                                (Long id) -> shares.threadPercents().get(id))
                        .reversed()
                        .thenComparing(id -> id))
                .collect(Collectors.toList());
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        if (found.containsKey(PROCESS)) {
            words.add("the process has used " + percent(shares.processPercent()) + " of all " + source.processors()
                    + " processors, for " + Words.text(process));
            if (shares.javaPart() < 0.5) {
                words.add("threads of Java used only " + percent(100 * shares.javaPart())
                        + " of that: the rest is garbage collection, compilation or native code");
            }
        }
        // No thread is one above its share: the busiest will do.
        long suspect = threads.isEmpty() ? shares.busiest() : threads.get(0);
        if (suspect < 0) {
            return List.of(new Symptom(KIND, new CaptureReason(KIND, String.join("; ", words))));
        }
        String name = Words.bounded(source.name(suspect));
        String share = percent(shares.threadPercents().getOrDefault(suspect, 0.0));
        Headline headline = threads.isEmpty()
                ? Headline.of("%s is the busiest thread, with %s of one processor", name, share)
                : Headline.of(
                        "%s has used %s of one processor, for %s",
                        name, share, Words.text(found.getOrDefault(THREAD + suspect, Duration.ZERO)));
        words.add(headline.text() + Words.others("have", Math.max(0, threads.size() - 1)));
        return List.of(
                new Symptom(KIND, new CaptureReason(KIND, String.join("; ", words), new Suspect(suspect, headline))));
    }

    private static String percent(double value) {
        return Math.round(value) + " %";
    }
}
