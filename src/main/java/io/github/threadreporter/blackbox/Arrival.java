package io.github.threadreporter.blackbox;

/**
 * Threads came to a place of the application.
 *
 * @param name of the thread, where it was one only; else empty
 * @param threadId of the same, else -1
 * @param times how often a thread came
 */
record Arrival(Spot place, String name, long threadId, int times) {

    static final int BYTES = 40 + 8;

    /** A longer name is not told: a part of one might be a part of a secret, which nobody would know for one. */
    private static final int NAME = 120;

    static Arrival of(Track track) {
        String name = track.name();
        return new Arrival(
                track.stack().newest(), name.length() <= NAME ? name : "thread #" + track.id(), track.id(), 1);
    }

    boolean at(Spot other) {
        return place.sameMethod(other);
    }

    Arrival plus(Arrival other) {
        boolean same = threadId == other.threadId && threadId >= 0;
        return new Arrival(other.place, same ? other.name : "", same ? threadId : -1, times + other.times);
    }

    /** @param looks over how many looks it was gathered: within one look a thread comes once */
    String text(int looks) {
        String where = " came to " + Spot.text(place.element());
        if (threadId >= 0) {
            return name + where + (times == 1 ? "" : " " + times + " times");
        }
        return looks == 1 ? times + " threads" + where : "threads" + where + " " + times + " times";
    }

    long bytes() {
        return BYTES + (name.isEmpty() ? 0L : 48L + name.length());
    }
}
