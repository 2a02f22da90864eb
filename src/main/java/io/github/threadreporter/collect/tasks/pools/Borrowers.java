package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which threads have what is lent. A thread has it if a variable of one of its frames holds it, or an object of the
 * application in such a variable does, or a thread-local variable. Not thread-safe.
 */
final class Borrowers {

    /** Objects of the application are not looked into beyond that many. */
    static final int MOST_OBJECTS = 20_000;

    /** What the classes begin with by which pools look after their connections, on threads of their own. */
    private static final Set<String> HOUSEKEEPING = Set.of(
            "com.zaxxer.hikari.pool.HikariPool$",
            "org.apache.commons.pool2.impl.BaseGenericObjectPool$Evictor",
            "org.apache.tomcat.jdbc.pool.ConnectionPool$PoolCleaner");

    private final LiveState seen;
    private final LiveObjects objects;
    private final Kinds kinds;

    /** By what is lent, the threads that have it by their ids. */
    private final IdentityHashMap<Object, Map<Long, LiveThread>> found = new IdentityHashMap<>();

    private final Map<Long, Boolean> housekeepers = new HashMap<>();
    private final IdentityHashMap<Object, LivePool.Note> notes = new IdentityHashMap<>();

    /** What is lent, and nobody has been found to have it. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean isCut;

    Borrowers(LiveState seen, Kinds kinds) {
        this.seen = seen;
        this.objects = seen.objects();
        this.kinds = kinds;
    }

    /** Looks for the borrowers of these: in the ways that cost most only as long as some are not found. */
    void find(Collection<LivePool> pools) {
        pools.forEach(pool -> pool.lent().forEach(lent -> open.add(lent.entry())));
        if (open.isEmpty()) {
            return;
        }
        IdentityHashMap<Object, Map<Long, LiveThread>> direct = new IdentityHashMap<>();
        seen.locals().forEach(local -> match(local.value(), seen.thread(local.threadId()), direct));
        settle(direct);
        if (!open.isEmpty()) {
            IdentityHashMap<Object, Map<Long, LiveThread>> inside = new IdentityHashMap<>();
            lookInside(inside);
            // What several threads lead to is no thread's own.
            inside.values().removeIf(threads -> threads.size() > 1);
            settle(inside);
        }
        if (!open.isEmpty()) {
            IdentityHashMap<Object, Map<Long, LiveThread>> bound = new IdentityHashMap<>();
            new BoundConnections(seen).forEach((thread, connection) -> match(connection, thread, bound));
            settle(bound);
        }
    }

    private void settle(IdentityHashMap<Object, Map<Long, LiveThread>> more) {
        found.putAll(more);
        open.removeAll(more.keySet());
    }

    private void match(
            @Nullable Object object, @Nullable LiveThread thread, IdentityHashMap<Object, Map<Long, LiveThread>> into) {
        if (object == null || thread == null || isHousekeeper(thread)) {
            return;
        }
        PoolKind kind = kinds.of(object);
        Object lent = kind == null ? null : kind.lent(object, objects);
        Object entry = lent == null ? object : lent;
        if (open.contains(entry)) {
            into.computeIfAbsent(entry, e -> new LinkedHashMap<>()).put(thread.id(), thread);
            LivePool.Note note = kind == null || notes.containsKey(entry) ? null : kind.note(object, seen);
            if (note != null) {
                notes.put(entry, note);
            }
        }
    }

    /** A thread that makes, tests or closes connections for the pool has them at hand, and has not borrowed them. */
    private boolean isHousekeeper(LiveThread thread) {
        return housekeepers.computeIfAbsent(thread.id(), id -> thread.stack().stream()
                .anyMatch(frame -> HOUSEKEEPING.stream().anyMatch(frame.getClassName()::startsWith)));
    }

    private void lookInside(IdentityHashMap<Object, Map<Long, LiveThread>> into) {
        int left = MOST_OBJECTS;
        for (Local local : seen.locals()) {
            if (seen.isInApp(local.value().getClass())) {
                if (left-- == 0) {
                    isCut = true;
                    return;
                }
                for (Object inside : objects.references(local.value())) {
                    match(inside, seen.thread(local.threadId()), into);
                }
            }
        }
    }

    /** Whether there are objects of the application that were not looked into. */
    boolean isCut() {
        return isCut;
    }

    /** The threads that have it; empty where none was found. */
    Collection<LiveThread> of(Object entry) {
        return found.getOrDefault(entry, Map.of()).values();
    }

    /** What the library has noted about its borrower; null where it noted nothing. */
    LivePool.@Nullable Note note(Object entry) {
        return notes.get(entry);
    }
}
