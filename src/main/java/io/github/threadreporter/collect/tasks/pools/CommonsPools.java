package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Apache Commons Pool 2, of whatever is in it, and DBCP 2, which is built on it. What is lent is the pooled object. */
final class CommonsPools implements PoolKind {

    private static final String POOL = "org.apache.commons.pool2.impl.GenericObjectPool";
    private static final String QUEUE = "org.apache.commons.pool2.impl.LinkedBlockingDeque";
    private static final String DBCP = "org.apache.commons.dbcp2.";
    private static final String BASIC_SOURCE = DBCP + "BasicDataSource";
    private static final String SOURCE = DBCP + "PoolingDataSource";
    private static final String CONNECTION = DBCP + "DelegatingConnection";
    private static final String POOLED = DBCP + "PoolableConnection";
    private static final String STATEMENT = DBCP + "DelegatingStatement";

    /** More wrappers than that are not around one connection. */
    private static final int MOST_WRAPPERS = 8;

    @Override
    public Set<String> classes() {
        return Set.of(POOL, BASIC_SOURCE, SOURCE, CONNECTION, STATEMENT);
    }

    @Override
    public boolean wants(String className, String method) {
        return className.startsWith(DBCP) || className.equals(POOL);
    }

    @Override
    public @Nullable Object pool(Object object, LiveObjects objects) {
        Object pool = object;
        if (objects.isA(object, BASIC_SOURCE)) {
            pool = objects.get(object, "connectionPool");
        } else if (!objects.isA(object, POOL)) {
            pool = objects.get(objects.isA(object, SOURCE) ? object : lent(object, objects), "pool");
        }
        return objects.isA(pool, POOL) ? pool : null;
    }

    @Override
    public @Nullable Object lent(Object object, LiveObjects objects) {
        Object at = objects.isA(object, STATEMENT) ? objects.get(object, "connection") : object;
        for (int i = 0; i < MOST_WRAPPERS && objects.isA(at, CONNECTION); i++) {
            if (objects.isA(at, POOLED)) {
                return at;
            }
            at = objects.get(at, "connection"); // null in one that was closed
        }
        return null;
    }

    @Override
    public @Nullable Object awaited(Local receiver, LiveThread thread, LiveObjects objects) {
        return receiver.method().equals("borrowObject")
                        && objects.isA(receiver.value(), POOL)
                        && Stacks.isInside(thread, receiver.depth(), QUEUE)
                ? receiver.value()
                : null;
    }

    @Override
    public LivePool look(Object pool, LiveState seen) {
        LiveObjects objects = seen.objects();
        int total = 0;
        int idle = 0;
        LivePool into = new LivePool(Resource.Kind.CONNECTION_POOL, "connection");
        for (Object pooled : new Elements(objects).of(objects.get(pool, "allObjects"))) {
            total++;
            Object object = objects.get(pooled, "object");
            if (total == 1 && !(object instanceof Connection)) {
                into = new LivePool(Resource.Kind.OTHER, "object");
            }
            Object state = objects.get(pooled, "state", "name");
            if (object != null && "ALLOCATED".equals(state)) {
                into.lent(new LivePool.Lent(object, held(pooled, objects), null));
            } else if ("IDLE".equals(state)) {
                idle++;
            }
        }
        long most = objects.number(pool, "maxTotal");
        into.fact("total", total)
                .fact("active", into.lent().size())
                .fact("idle", idle)
                .fact("maximum", most);
        return into.size(total, most);
    }

    /** By an {@code Instant}, in versions before 2.11 in milliseconds. */
    private static @Nullable Duration held(Object pooled, LiveObjects objects) {
        long millis = objects.number(pooled, "lastBorrowTime");
        Instant since = objects.get(pooled, "lastBorrowInstant") instanceof Instant instant
                ? instant
                : millis > 0 ? Instant.ofEpochMilli(millis) : null;
        Duration held = since == null ? null : Duration.between(since, Instant.now());
        return held == null || held.isNegative() ? null : held;
    }
}
