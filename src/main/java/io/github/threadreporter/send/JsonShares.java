package io.github.threadreporter.send;

import io.github.threadreporter.model.ThreadDump;

/**
 * How much of a limited document is filled when which array ends, in percent: what others refer to comes first, but must
 * leave room for them.
 *
 * @param tail characters to keep for what comes last: a cut for each array, and the names of the last ones
 */
record JsonShares(int frames, int stacks, int objects, int threads, int resources, int tasks, int tail) {

    private static final JsonShares THREADS = new JsonShares(50, 75, 90, Room.ALL, Room.ALL, Room.ALL, 800);

    private static final JsonShares WITH_TASKS = new JsonShares(40, 60, 70, 82, 87, 96, 1_400);

    static JsonShares of(ThreadDump dump) {
        return dump.tasks().isEmpty() && dump.waits().isEmpty() ? THREADS : WITH_TASKS;
    }
}
