package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one library's pools are read. Stateless; what it reads is changing all the time. */
interface PoolKind {

    /** Names of the classes and interfaces of which objects lead to a pool or to something lent. */
    Set<String> classes();

    /** Whether the objects in such a frame are wanted. */
    boolean wants(String className, String method);

    /** The pool that an object is or belongs to; null where it leads to none. */
    @Nullable
    Object pool(Object object, LiveObjects objects);

    /** What was lent, if the object is it, wraps it or works by it, and it was not given back; else null. */
    @Nullable
    Object lent(Object object, LiveObjects objects);

    /** A pool that a thread of the library works for; null where it is no such thread. */
    default @Nullable Object servedBy(LiveThread thread, LiveObjects objects) {
        return null;
    }

    /**
     * The pool for which a thread waits.
     *
     * @param receiver slot 0 of a frame of it
     * @return null where it does not wait there
     */
    @Nullable
    Object awaited(Local receiver, LiveThread thread, LiveObjects objects);

    /** What the library has noted about the borrower of what {@link #lent} tells of; null where it notes nothing. */
    default LivePool.@Nullable Note note(Object object, LiveState seen) {
        return null;
    }

    /** Looks into a pool. */
    LivePool look(Object pool, LiveState seen);
}
