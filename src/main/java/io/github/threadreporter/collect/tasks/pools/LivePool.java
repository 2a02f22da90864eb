package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen in a pool. Holds live objects: not to be kept longer than the look. Not thread-safe. */
final class LivePool {

    /**
     * Something that is lent.
     *
     * @param entry the object that the library knows it by
     * @param held for how long it has been lent, or null where nobody tells
     * @param atMost an upper bound of that, where no more is known; or null
     */
    record Lent(
            Object entry, @Nullable Duration held, @Nullable Duration atMost) {}

    /**
     * Who has borrowed something, as the library itself has noted.
     *
     * @param about what it noted this in, so that nothing counts twice
     * @param thread the thread that borrowed it
     * @param stack its stack at that time, newest first; empty where nobody tells
     * @param held for how long, or null where nobody tells
     */
    record Note(
            Object about,
            LiveThread thread,
            List<StackTraceElement> stack,
            @Nullable Duration held) {}

    /**
     * A thread that is about to add something to the pool.
     *
     * @param how in words
     */
    record Maker(LiveThread thread, String how) {}

    private final Resource.Kind kind;
    private final String thing;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Lent> lent = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Maker> makers = new ArrayList<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private String name = "";

    /** @param thing what it lends, e.g. {@code connection} */
    LivePool(Resource.Kind kind, String thing) {
        this.kind = kind;
        this.thing = thing;
    }

    LivePool name(@Nullable Object value) {
        name = value instanceof String text ? text : "";
        return this;
    }

    /** A number that is known unless it is negative. */
    LivePool fact(String fact, long value) {
        if (value >= 0) {
            facts.put(fact, Long.toString(value));
        }
        return this;
    }

    /**
     * Tells what follows from the size of a pool for those who wait: something may be free, or another one be made.
     *
     * @param most the most there may be; negative where there is no limit
     */
    LivePool size(long total, long most) {
        if (lent.size() < total) {
            unknown(total - lent.size() + " of " + total + " " + thing + "s are not lent");
        }
        if (most < 0 || total < most) {
            unknown("another " + thing + " may be added: there are " + total + " of "
                    + (most < 0 ? "any number" : "at most " + most));
        }
        return this;
    }

    /** Something is lent. */
    void lent(Lent value) {
        lent.add(value);
    }

    void note(Note note) {
        notes.add(note);
    }

    void maker(Maker maker) {
        makers.add(maker);
    }

    /** A wait for it may end in a way that is not known. */
    void unknown(String why) {
        unknown.add(why);
    }

    Resource.Kind kind() {
        return kind;
    }

    String thing() {
        return thing;
    }

    String name() {
        return name;
    }

    Map<String, String> facts() {
        return facts;
    }

    List<Lent> lent() {
        return lent;
    }

    List<Note> notes() {
        return notes;
    }

    List<Maker> makers() {
        return makers;
    }

    Set<String> unknown() {
        return unknown;
    }
}
