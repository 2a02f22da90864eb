package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.internal.OwnThreadNames;
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
 * <p>Overhead: below a microsecond a thread, a tenth of that for one that waits as before, only when the black box has looked again. Not thread-safe.
 */
public final class StuckThreadCondition implements Condition {

    /** A wait for a lock is followed over so many owners. */
    private static final int OWNERS = 16;

    private static final long MAIN = 1;

    private final Duration after;
    private final Predicate<String> inApp;
    private final Sections sections;
    private final Stands stands;
    private List<Standing> seen = List.of();
    private Map<Long, Standing> byId = Map.of();
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
        this.stands = new Stands(thread -> Doing.of(thread, this.inApp));
    }

    @Override
    public List<Symptom> check(Sight sight) {
        if (sight.threads() == seen) {
            return last;
        }
        seen = sight.threads();
        byId = Map.of();
        Map<Long, Section> open = openFor(after, sight.nanos());
        StuckPlaces places = new StuckPlaces(this::owner);
        stands.begin();
        for (Standing thread : seen) {
            Stands.Seen now = stands.see(thread, sight.nanos());
            if (now.still().compareTo(after) >= 0 && !OwnThreadNames.isOwn(thread.name())) {
                judge(thread, now.doing(), now.still(), open.get(thread.threadId()), places);
            }
        }
        stands.end();
        last = places.symptoms();
        return last;
    }

    private void judge(Standing thread, Doing doing, Duration still, @Nullable Section section, StuckPlaces places) {
        if (section == null && doing != Doing.RUNS && !doing.isOwed()) {
            return; // most of them
        }
        StackTraceElement place = place(thread, section != null);
        if (place == null) {
            return;
        }
        if (doing == Doing.RUNS && stands.runsWithoutEnd(thread)) {
            places.add(thread, doing, place, thread.stood(), section);
        } else if (section != null) {
            places.add(thread, doing, place, still, section);
        } else if (isMissed(thread, doing)) {
            places.add(thread, doing, place, still, null);
        }
    }

    /** Whether somebody owes it what it waits for. */
    private boolean isMissed(Standing thread, Doing doing) {
        return switch (doing) {
            case LOCK -> !isBehindIdle(thread);
            case PERMIT -> true;
            // Of a semaphore only where several do: see StuckPlaces.
            case SEMAPHORE -> true;
            // The first thread often waits for a result that comes when the application ends.
            case RESULT -> thread.threadId() != MAIN && !thread.name().equals("main");
            case WORK, REST, REPLY, RUNS -> false;
        };
    }

    /** Followers wait in a queue behind a leader, by a lock, for work: that is idle, too. */
    private boolean isBehindIdle(Standing thread) {
        Standing owner = owner(thread);
        for (int i = 0; owner != null && i < OWNERS; i++) {
            Doing doing = Doing.of(owner, inApp);
            if (doing != Doing.LOCK) {
                return doing == Doing.WORK;
            }
            owner = owner(owner);
        }
        return false;
    }

    /** Who holds what it waits for, if that is seen. */
    private @Nullable Standing owner(Standing thread) {
        if (byId.isEmpty()) {
            byId = new HashMap<>();
            seen.forEach(one -> byId.put(one.threadId(), one));
        }
        return byId.get(thread.ownerId());
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
