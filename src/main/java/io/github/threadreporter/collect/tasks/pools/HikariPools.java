package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HikariCP. What is lent is a {@code PoolEntry}; the application has it as a {@code ProxyConnection}. */
final class HikariPools implements PoolKind {

    private static final String PACKAGE = "com.zaxxer.hikari.";
    private static final String POOL = PACKAGE + "pool.HikariPool";
    private static final String SOURCE = PACKAGE + "HikariDataSource";
    private static final String ENTRY = PACKAGE + "pool.PoolEntry";
    private static final String CONNECTION = PACKAGE + "pool.ProxyConnection";
    private static final String STATEMENT = PACKAGE + "pool.ProxyStatement";
    private static final String RESULT = PACKAGE + "pool.ProxyResultSet";
    private static final String META = PACKAGE + "pool.ProxyDatabaseMetaData";

    /** States of an entry, and of a pool. */
    private static final int LENT = 1;

    private static final int IDLE = 0;
    private static final int SUSPENDED = 1;
    private static final int SHUT_DOWN = 2;

    @Override
    public Set<String> classes() {
        return Set.of(POOL, SOURCE, ENTRY, CONNECTION, STATEMENT, RESULT, META);
    }

    @Override
    public boolean wants(String className, String method) {
        return className.startsWith(PACKAGE);
    }

    @Override
    public @Nullable Object pool(Object object, LiveObjects objects) {
        if (objects.isA(object, POOL)) {
            return object;
        }
        if (objects.isA(object, SOURCE)) {
            return objects.get(object, "pool");
        }
        return objects.get(entry(object, objects), "hikariPool");
    }

    @Override
    public @Nullable Object lent(Object object, LiveObjects objects) {
        if (objects.isA(object, ENTRY)) {
            return object;
        }
        Object connection = connection(object, objects);
        Object entry = objects.get(connection, "poolEntry");
        // A closed one has another delegate, and its entry may be lent to someone else by now.
        return entry != null && objects.get(connection, "delegate") == objects.get(entry, "connection") ? entry : null;
    }

    private static @Nullable Object entry(Object object, LiveObjects objects) {
        return objects.isA(object, ENTRY) ? object : objects.get(connection(object, objects), "poolEntry");
    }

    private static @Nullable Object connection(Object object, LiveObjects objects) {
        if (objects.isA(object, CONNECTION)) {
            return object;
        }
        boolean worksByOne = objects.isA(object, STATEMENT) || objects.isA(object, RESULT) || objects.isA(object, META);
        return worksByOne ? objects.get(object, "connection") : null;
    }

    @Override
    public @Nullable Object servedBy(LiveThread thread, LiveObjects objects) {
        return HikariThreads.poolOf(thread, objects);
    }

    @Override
    public @Nullable Object awaited(Local receiver, LiveThread thread, LiveObjects objects) {
        return receiver.method().equals("getConnection")
                        && objects.isA(receiver.value(), POOL)
                        && Stacks.isInside(
                                thread,
                                receiver.depth(),
                                PACKAGE + "util.ConcurrentBag",
                                PACKAGE + "util.SuspendResumeLock")
                ? receiver.value()
                : null;
    }

    @Override
    public LivePool.@Nullable Note note(Object object, LiveState seen) {
        Object leak = seen.objects().get(connection(object, seen.objects()), "leakTask");
        return leak == null ? null : new HikariLeaks(seen).note(leak, pool(object, seen.objects()));
    }

    @Override
    public LivePool look(Object pool, LiveState seen) {
        LiveObjects objects = seen.objects();
        LivePool into = new LivePool(Resource.Kind.CONNECTION_POOL, "connection").name(objects.get(pool, "poolName"));
        HikariClock clock = HikariClock.now();
        int total = 0;
        long idle = 0;
        for (Object entry : new Elements(objects).of(objects.get(pool, "connectionBag", "sharedList"))) {
            total++;
            long state = objects.number(entry, "state");
            if (state == LENT) {
                into.lent(new LivePool.Lent(
                        entry,
                        clock.since(objects.number(entry, "lastBorrowed")),
                        clock.since(objects.number(entry, "lastAccessed"))));
            } else if (state == IDLE) {
                idle++;
            }
        }
        long most = objects.number(objects.get(pool, "config"), "maxPoolSize");
        into.fact("total", total)
                .fact("active", into.lent().size())
                .fact("idle", idle)
                .fact("waiting", objects.number(objects.get(pool, "connectionBag", "waiters"), "value"))
                .fact("maximum", most);
        long state = objects.number(pool, "poolState");
        if (state == SUSPENDED || state == SHUT_DOWN) {
            into.unknown("the pool is " + (state == SUSPENDED ? "suspended" : "shut down"));
        }
        into.size(total, most);
        if (total < most) {
            HikariThreads.makers(pool, seen)
                    .forEach(thread -> into.maker(new LivePool.Maker(thread, "is to open a connection")));
        }
        new HikariLeaks(seen).read(pool, into);
        return into;
    }
}
