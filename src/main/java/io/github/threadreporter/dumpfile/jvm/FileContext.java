package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.CaptureLimits;

/** What all dumps of one file share. */
record FileContext(Origin origin, CaptureLimits limits, StackPool pool, Problems problems, Budget budget) {

    FileContext(Origin origin, CaptureLimits limits, Problems problems, Budget budget) {
        this(origin, limits, new StackPool(budget), problems, budget);
    }

    /** A name within its limit; counted where it is longer. */
    String name(String name, Tally tally) {
        int most = limits.textLength();
        if (name.length() <= most) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(most - 1)) ? most - 1 : most;
        tally.add("characters of names", name.length() - end, "textLength=" + most);
        return name.substring(0, end);
    }
}
