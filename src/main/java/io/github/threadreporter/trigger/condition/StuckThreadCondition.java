package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Threads that have not moved from the same frames of the application for longer than a limit, and that somebody misses:
 * they run without end, or wait for a lock, a permit, a connection of a pool or a result; or, whatever they do, a
 * {@linkplain Sections section or request} is open on them for that long. Idle threads are none: hundreds of them never
 * move in a healthy service. Threads at one place make one symptom.
 *
 * <p>Overhead: some hundred nanoseconds a thread, only when the black box has looked again. Not thread-safe.
 */
public final class StuckThreadCondition implements Condition {

    /** A wait for a lock is followed over so many owners. */
    private static final int OWNERS = 16;

    private static final long MAIN = 1;
    private static final String OURS = "thread-reporter-";

    private final Duration after;
    private final Predicate<String> inApp;
    private final Sections sections;
    private final Stands stands = new Stands();
    private List<Standing> seen = List.of();
    private List<Symptom> last = List.of();

    /**
     * One that knows of sections and requests.
     *
     * @param after for how long a thread has to stand at one place
     * @param inApp whether a class, by its binary name, is the application's
     * @param sections what is open
     * @throws IllegalArgumentException if the time is not positive
     */
    public StuckThreadCondition(Duration after, Predicate<String> inApp, Sections sections) {
        this.after = Words.positive("after", after);
        this.inApp = className -> !Doing.isJdk(className) && inApp.test(className);
        this.sections = sections;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        if (sight.threads() == seen) {
            return last;
        }
        seen = sight.threads();
        Map<Long, Section> open = openFor(after, sight.nanos());
        Map<Long, Standing> byId = new HashMap<>();
        seen.forEach(thread -> byId.put(thread.threadId(), thread));
        stands.begin();
        StuckPlaces places = new StuckPlaces(byId);
        for (Standing thread : seen) {
            Doing doing = Doing.of(thread, inApp);
            Duration still = stands.still(thread, doing, sight.nanos());
            if (still.compareTo(after) >= 0 && !thread.name().startsWith(OURS)) {
                judge(thread, doing, still, open.get(thread.threadId()), byId, places);
            }
        }
        stands.end();
        last = places.symptoms();
        return last;
    }

    private void judge(
            Standing thread,
            Doing doing,
            Duration still,
            @Nullable Section section,
            Map<Long, Standing> byId,
            StuckPlaces places) {
        StackTraceElement place = place(thread, section != null);
        if (place == null) {
            return;
        }
        if (doing == Doing.RUNS && stands.runsWithoutEnd(thread)) {
            places.add(thread, doing, place, thread.stood(), section);
        } else if (section != null) {
            places.add(thread, doing, place, still, section);
        } else if (isMissed(thread, doing, byId)) {
            places.add(thread, doing, place, still, null);
        }
    }

    /** Whether somebody owes it what it waits for. */
    private boolean isMissed(Standing thread, Doing doing, Map<Long, Standing> byId) {
        return switch (doing) {
            case LOCK -> !isBehindIdle(thread, byId);
            case PERMIT -> true;
            // A lone thread may wait for a signal that is given by a permit: told only of several at a place.
            case SEMAPHORE -> true;
            // The first thread often waits for a result that comes when the application ends.
            case RESULT -> thread.threadId() != MAIN && !thread.name().equals("main");
            case WORK, REST, REPLY, RUNS -> false;
        };
    }

    /** Followers wait in a queue behind a leader, by a lock, for work: that is idle, too. */
    private boolean isBehindIdle(Standing thread, Map<Long, Standing> byId) {
        Standing owner = byId.get(thread.ownerId());
        for (int i = 0; owner != null && i < OWNERS; i++) {
            Doing doing = Doing.of(owner, inApp);
            if (doing != Doing.LOCK) {
                return doing == Doing.WORK;
            }
            owner = byId.get(owner.ownerId());
        }
        return false;
    }

    /** The newest frame of the application; in a section any that is not the JDK's will do. */
    private @Nullable StackTraceElement place(Standing thread, boolean inSection) {
        for (StackTraceElement frame : thread.frames()) {
            if (inApp.test(frame.getClassName())) {
                return frame;
            }
        }
        if (inSection) {
            for (StackTraceElement frame : thread.frames()) {
                if (!Doing.isJdk(frame.getClassName())) {
                    return frame;
                }
            }
        }
        return null;
    }

    /** The oldest section of each thread that has been open for so long. */
    private Map<Long, Section> openFor(Duration least, long nanos) {
        Map<Long, Section> open = new HashMap<>();
        sections.forEach(section -> {
            if (nanos - section.openedNanos >= least.toNanos()) {
                open.merge(section.threadId, section, (a, b) -> a.openedNanos - b.openedNanos <= 0 ? a : b);
            }
        });
        return open;
    }
}
