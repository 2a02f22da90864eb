package io.github.threadreporter.blackbox;

import java.util.Arrays;
import java.util.Set;

/** Ids of threads in their order. The code is plain: a look a second stays interpreted for a long time. */
final class Ids {

    private Ids() {}

    static boolean contains(long[] ids, long id) {
        return Arrays.binarySearch(ids, id) >= 0;
    }

    /** How many of those are not among the others. */
    static int missing(long[] those, long[] others, Set<Long> notCounted) {
        int missing = 0;
        int at = 0;
        for (long id : those) {
            while (at < others.length && others[at] < id) {
                at++;
            }
            boolean there = at < others.length && others[at] == id;
            missing += there || notCounted.contains(id) ? 0 : 1;
        }
        return missing;
    }
}
