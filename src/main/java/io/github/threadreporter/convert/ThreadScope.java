package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ScopeData;
import io.sentry.SentryEvent;
import io.sentry.SpanContext;
import io.sentry.SpanId;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a captured thread's own context into an event: what its own errors would carry. */
final class ThreadScope {

    private static final Pattern TAG_KEY = Pattern.compile("[a-zA-Z0-9_.:-]{1," + ServerLimits.NAME + "}");
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    /** Removed or moved by the server. */
    private static final Set<String> RESERVED =
            Set.of("release", "dist", "user", "filename", "function", "environment", "server_name");

    private ThreadScope() {}

    /**
     * @param thread whose context it is; null where the event is about no thread in particular
     * @param captureId joins events of threads without a trace; never the trace of the capturing thread
     */
    static void apply(SentryEvent event, @Nullable CapturedThread thread, String captureId, int bytes, Cuts cuts) {
        ScopeData scope = thread == null ? ScopeData.EMPTY : thread.context().scope();
        event.getContexts().setTrace(trace(scope, captureId, thread));
        if (thread == null) {
            return;
        }
        addTags(event, scope, bytes, cuts);
        if (!scope.user().isEmpty()) {
            event.setUser(user(scope.user(), bytes / 2, cuts));
        }
        put(event, "MDC", ThreadFacts.texts(thread.context().mdc(), "context MDC", bytes, cuts));
        put(event, "scope", ThreadFacts.scope(scope, bytes, cuts));
        put(event, "scoped values", ThreadFacts.texts(thread.context().scopedValues(), "scoped values", bytes, cuts));
    }

    static void put(SentryEvent event, String context, Map<String, Object> values) {
        if (!values.isEmpty()) {
            event.getContexts().put(context, values);
        }
    }

    /** Sets tags that the event does not have yet; the context {@code scope} shows all of them. */
    private static void addTags(SentryEvent event, ScopeData scope, int bytes, Cuts cuts) {
        int left = bytes;
        for (Map.Entry<String, String> tag : new TreeMap<>(scope.tags()).entrySet()) {
            String key = tag.getKey();
            if (event.getTag(key) != null || !canBeTag(key) || tag.getValue().isBlank()) {
                cuts.add("scope tags kept as context only", 1, "tag keys that the server takes");
                continue;
            }
            String value = cuts.text("tag values", tag.getValue(), ServerLimits.NAME);
            left -= JsonSize.field(key, JsonSize.of(value));
            if (left < 0) {
                cuts.add("scope tags kept as context only", 1, "bytes=" + bytes);
            } else {
                event.setTag(key, value);
            }
        }
    }

    private static boolean canBeTag(String key) {
        return TAG_KEY.matcher(key).matches()
                && !RESERVED.contains(key)
                && !key.startsWith("sentry:")
                && !key.startsWith("thread.")
                && !key.startsWith("capture.");
    }

    private static User user(Map<String, String> fields, int bytes, Cuts cuts) {
        User user = new User();
        Map<String, String> others = new TreeMap<>();
        new TreeMap<>(fields).forEach((name, value) -> {
            switch (name) {
                case "id" -> user.setId(cuts.text("user fields", value, 128));
                case "email" -> user.setEmail(cuts.text("user fields", value, 75));
                case "username" -> user.setUsername(cuts.text("user fields", value, 128));
                case "ip_address" -> user.setIpAddress(cuts.text("user fields", value, 45));
                default -> others.put(name, value);
            }
        });
        if (!others.isEmpty()) {
            Map<String, String> data = new HashMap<>();
            ThreadFacts.texts(others, "user", bytes, cuts).forEach((name, value) -> data.put(name, (String) value));
            user.setData(data);
        }
        return user;
    }

    private static SpanContext trace(ScopeData scope, String captureId, @Nullable CapturedThread thread) {
        String trace = scope.traceId();
        String span = scope.spanId();
        boolean own = trace != null && TRACE_ID.matcher(trace).matches();
        SentryId traceId = own
                ? new SentryId(trace)
                : TRACE_ID.matcher(captureId).matches() ? new SentryId(captureId) : new SentryId();
        SpanId spanId = own && span != null && SPAN_ID.matcher(span).matches() ? new SpanId(span) : new SpanId();
        SpanContext context = new SpanContext(traceId, spanId, "default", null, null);
        // The SDK notes the thread that creates a span; here that would be one of ours.
        context.getData().clear();
        if (thread != null) {
            context.setData("thread.id", Long.toString(thread.id()));
            context.setData("thread.name", Texts.cut(ThreadEntries.name(thread), ServerLimits.NAME));
        }
        return context;
    }
}
