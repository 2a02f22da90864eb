package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pool of Apache HttpClient 5, which has a limit for all and one for each route: a thread waits for the connections
 * of its route where these are used up, else for those of all. What is lent is a {@code PoolEntry}.
 */
final class HttpPools implements PoolKind {

    private static final String CLIENT = "org.apache.hc.client5.http.";
    private static final String CORE = "org.apache.hc.core5.";
    private static final String POOL = CORE + "pool.StrictConnPool";
    private static final String ROUTE = CORE + "pool.StrictConnPool$PerRoutePool";
    private static final String MANAGER = CLIENT + "impl.io.PoolingHttpClientConnectionManager";
    private static final String ENDPOINT = CLIENT + "io.ConnectionEndpoint";
    private static final String RUNTIME = CLIENT + "classic.ExecRuntime";
    private static final String REQUEST = CLIENT + "io.LeaseRequest";
    private static final String RESPONSE = CORE + "http.ClassicHttpResponse";
    private static final String ENTITY = CORE + "http.HttpEntity";

    private static final int MOST_WRAPPERS = 8;

    @Override
    public Set<String> classes() {
        return Set.of(POOL, ROUTE, MANAGER, ENDPOINT, RUNTIME, REQUEST, RESPONSE, ENTITY);
    }

    @Override
    public boolean wants(String className, String method) {
        return className.startsWith(CLIENT + "impl.");
    }

    @Override
    public @Nullable Object pool(Object object, LiveObjects objects) {
        if (objects.isA(object, POOL)) {
            return object;
        }
        Object manager = objects.isA(object, RUNTIME) ? objects.get(object, "manager") : object;
        Object pool = objects.isA(manager, MANAGER) ? objects.get(manager, "pool") : null;
        return objects.isA(pool, POOL) ? pool : null;
    }

    @Override
    public @Nullable Object lent(Object object, LiveObjects objects) {
        Object at = object;
        for (int i = 0; i < MOST_WRAPPERS && at != null; i++) {
            if (objects.isA(at, ENDPOINT)) {
                return objects.get(at, "poolEntryRef", "value");
            }
            if (objects.isA(at, RUNTIME)) {
                at = objects.get(at, "endpointRef", "value"); // null when the connection was given back
            } else if (objects.isA(at, RESPONSE)) {
                Object inside = objects.get(at, "response");
                at = inside == null ? objects.get(at, "entity") : inside;
            } else {
                Object runtime = objects.get(at, "execRuntime");
                at = runtime == null ? objects.get(at, "wrappedEntity") : runtime;
            }
        }
        return null;
    }

    @Override
    public @Nullable Object awaited(Local receiver, LiveThread thread, LiveObjects objects) {
        Object request = receiver.value();
        if (!receiver.method().equals("get")
                || !objects.isA(request, REQUEST)
                || !Stacks.isInside(thread, receiver.depth(), CORE + "concurrent.BasicFuture")) {
            return null;
        }
        Object pool = objects.get(request, "this$0", "pool");
        if (!objects.isA(pool, POOL)) {
            return null;
        }
        Elements elements = new Elements(objects);
        int lent = elements.of(objects.get(pool, "leased")).size();
        if (lent >= objects.number(pool, "maxTotal")) {
            return pool;
        }
        String wanted = route(objects.get(request, "val$route"), objects);
        for (Object each : elements.of(objects.get(pool, "routeToPool"))) {
            if (wanted.equals(route(objects.get(each, "route"), objects))) {
                return each;
            }
        }
        return pool;
    }

    /** {@code http://host:port}. */
    private static String route(@Nullable Object route, LiveObjects objects) {
        Object target = objects.get(route, "targetHost");
        long port = objects.number(objects.get(target, "host"), "port");
        return objects.get(target, "schemeName") + "://" + objects.get(target, "host", "name")
                + (port < 0 ? "" : ":" + port);
    }

    @Override
    public LivePool look(Object pool, LiveState seen) {
        LiveObjects objects = seen.objects();
        Elements elements = new Elements(objects);
        LivePool into = new LivePool(Resource.Kind.HTTP_POOL, "connection");
        elements.of(objects.get(pool, "leased")).forEach(entry -> into.lent(new LivePool.Lent(entry, null, null)));
        int idle = elements.of(objects.get(pool, "available")).size();
        into.fact("active", into.lent().size()).fact("idle", idle);
        if (objects.isA(pool, ROUTE)) {
            return into.name("connections to " + route(objects.get(pool, "route"), objects));
        }
        List<Object> waiting = elements.of(objects.get(pool, "pendingRequests"));
        long most = objects.number(pool, "maxTotal");
        into.fact("waiting", waiting.size())
                .fact("maximum", most)
                .fact("maximum for a route", objects.number(pool, "defaultMaxPerRoute"));
        if (into.lent().size() < most) {
            into.unknown(
                    "another connection may be opened: " + into.lent().size() + " of at most " + most + " are lent");
        }
        return into;
    }
}
