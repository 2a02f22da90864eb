package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import io.github.threadreporter.collect.tasks.TaskDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A coroutine as far as it was found. Holds live objects: for one look. Not thread-safe. */
final class Coroutine {

    /** What was seen of it, the surest last. */
    enum Sight {
        /** Its job alone. */
        JOB,
        /** It waits for its children, in a scope or with all its code done. */
        SCOPE,
        SUSPENDED,
        QUEUED,
        RUNNING
    }

    final Object identity;
    final TaskDraft draft;
    Sight sight = Sight.JOB;

    /** For people. */
    String name = "";

    /** The frames that are kept in objects, newest first. */
    List<Object> frames = List.of();

    /** The scopes that it is in. */
    List<Object> scopes = List.of();

    /** Whether its wait ends by itself after some time. */
    boolean timed;

    /** Those that are on the stack of the thread that runs it, newer than all of {@link #frames}. */
    List<StackTraceElement> onThread = List.of();

    /** What tells why it is suspended, or null. */
    @Nullable
    Object leaf;

    /** The scope the children of which it waits for, or null. */
    @Nullable
    Object scope;

    @Nullable
    LiveThread thread;

    @Nullable
    ResourceDraft queue;

    /** What DebugProbes know of it, or null. */
    @Nullable
    Object probe;

    Coroutine(Object identity, TaskDraft draft) {
        this.identity = identity;
        this.draft = draft;
    }

    /** Of two places the surer one counts, of two of one kind that with more frames: the other is a part of it. */
    boolean takes(Sight better, Chain chain) {
        if (chain.probe() != null) {
            probe = chain.probe();
        }
        boolean more = better.compareTo(sight) > 0
                || (better == sight && chain.frames().size() > frames.size());
        if (more) {
            sight = better;
            frames = chain.frames();
            scopes = chain.scopes();
        }
        return more;
    }
}
