package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.net.http.HttpClient.send}: whoever is in it waits for a reply, which another process must send. Comes after
 * the collector of futures, which sees no more than a future.
 */
final class HttpReplies implements TaskCollector {

    private static final String CLIENT = "jdk.internal.net.http.HttpClientImpl";
    private static final String REQUEST = "java.net.http.HttpRequest";

    @Override
    public boolean wants(String className, String method) {
        return className.equals(CLIENT) && method.equals("send");
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Map<Long, Object> requests = new HashMap<>();
        for (Local local : seen.locals()) {
            if (wants(local.declaringClass().getName(), local.method())
                    && seen.objects().isA(local.value(), REQUEST)) {
                requests.putIfAbsent(local.threadId(), local.value());
            }
        }
        requests.forEach((id, request) -> {
            LiveThread waiter = seen.thread(id);
            if (waiter != null && waiter.isWaiting()) {
                into.waits(
                        waiter,
                        into.resource(request, Resource.Kind.OTHER)
                                .name("the reply to " + text(request, seen.objects()))
                                .unknown("another process sends it"));
            }
        });
    }

    /** Without user, query and fragment, which may hold secrets. */
    private static String text(Object request, LiveObjects objects) {
        Object uri = objects.get(request, "uri");
        long port = objects.number(uri, "port");
        return part(objects.get(request, "method")) + " " + part(objects.get(uri, "scheme")) + "://"
                + part(objects.get(uri, "host")) + (port < 0 ? "" : ":" + port) + part(objects.get(uri, "path"));
    }

    private static String part(@Nullable Object text) {
        return text instanceof String known ? known : "";
    }
}
