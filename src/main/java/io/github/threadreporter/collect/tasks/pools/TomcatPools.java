package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC pool of Tomcat. What is lent is a {@code PooledConnection}; the application has a proxy of which the handler
 * leads to it along a chain of interceptors.
 */
final class TomcatPools implements PoolKind {

    private static final String PACKAGE = "org.apache.tomcat.jdbc.pool.";
    private static final String POOL = PACKAGE + "ConnectionPool";
    private static final String SOURCE = PACKAGE + "DataSourceProxy";
    private static final String POOLED = PACKAGE + "PooledConnection";
    private static final String INTERCEPTOR = PACKAGE + "JdbcInterceptor";
    private static final String PROXY = "java.lang.reflect.Proxy";

    private static final int MOST_INTERCEPTORS = 64;

    @Override
    public Set<String> classes() {
        return Set.of(POOL, SOURCE, POOLED, INTERCEPTOR, PROXY);
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
        return objects.isA(object, SOURCE) ? objects.get(object, "pool") : objects.get(lent(object, objects), "parent");
    }

    @Override
    public @Nullable Object lent(Object object, LiveObjects objects) {
        if (objects.isA(object, POOLED)) {
            return object;
        }
        Object handler = objects.isA(object, PROXY) ? objects.get(object, "h") : object;
        if (handler == null || !handler.getClass().getName().startsWith(PACKAGE)) {
            return null;
        }
        // The handler of a statement is inside of an interceptor.
        Object at = objects.isA(handler, INTERCEPTOR) ? handler : objects.get(handler, "this$0");
        for (int i = 0; i < MOST_INTERCEPTORS && at != null; i++) {
            Object connection = objects.get(at, "connection"); // null in one that was closed
            if (objects.isA(connection, POOLED)) {
                return connection;
            }
            at = objects.get(at, "next");
        }
        return null;
    }

    @Override
    public @Nullable Object awaited(Local receiver, LiveThread thread, LiveObjects objects) {
        return receiver.method().equals("borrowConnection")
                        && objects.isA(receiver.value(), POOL)
                        && Stacks.isInside(
                                thread,
                                receiver.depth(),
                                PACKAGE + "FairBlockingQueue",
                                "java.util.concurrent.LinkedBlockingQueue")
                ? receiver.value()
                : null;
    }

    @Override
    public LivePool look(Object pool, LiveState seen) {
        LiveObjects objects = seen.objects();
        Object properties = objects.get(pool, "poolProperties");
        LivePool into = new LivePool(Resource.Kind.CONNECTION_POOL, "connection").name(objects.get(properties, "name"));
        Elements elements = new Elements(objects);
        for (Object busy : elements.of(objects.get(pool, "busy"))) {
            long held = System.currentTimeMillis() - objects.number(busy, "timestamp");
            into.lent(new LivePool.Lent(busy, held < 0 ? null : Duration.ofMillis(held), null));
        }
        long total = objects.number(objects.get(pool, "size"), "value");
        long most = objects.number(properties, "maxActive");
        Object idle = objects.get(pool, "idle");
        Object items = objects.get(idle, "items");
        into.fact("total", total)
                .fact("active", into.lent().size())
                .fact("idle", elements.of(items == null ? idle : items).size())
                .fact("waiting", objects.number(objects.get(pool, "waitcount"), "value"))
                .fact("maximum", most);
        return into.size(total, most);
    }
}
