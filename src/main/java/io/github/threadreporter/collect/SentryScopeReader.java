package io.github.threadreporter.collect;

import io.github.threadreporter.model.ScopeData;
import io.sentry.IScope;
import io.sentry.IScopes;
import io.sentry.ISpan;
import io.sentry.SpanContext;
import io.sentry.protocol.User;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Sentry scope that a thread works in. The one class of this package that knows Sentry: what a scope holds can
 * only be read while the thread still holds it. Calls accessors of the SDK alone, which copy and take no lock.
 */
final class SentryScopeReader implements ContextReader {

    @Override
    public String what() {
        return "Sentry scope";
    }

    @Override
    public Optional<ThreadLocal<?>> variable() {
        try {
            Field field = Class.forName("io.sentry.DefaultScopesStorage").getDeclaredField("currentScopes");
            return field.trySetAccessible() && field.get(null) instanceof ThreadLocal<?> variable
                    ? Optional.of(variable)
                    : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty(); // another SDK version or storage (OpenTelemetry's): no scope can be found this way
        }
    }

    @Override
    public boolean read(Object value, ContextBuilder into) {
        if (!(value instanceof IScopes scopes)) {
            return false;
        }
        IScope isolation = scopes.getIsolationScope();
        IScope current = scopes.getScope();
        Map<String, String> tags = new HashMap<>(into.copy(isolation.getTags()));
        tags.putAll(into.copy(current.getTags()));
        Map<String, String> user = new HashMap<>(user(isolation.getUser(), into));
        user.putAll(user(current.getUser(), into));
        ISpan span = first(current.getSpan(), isolation.getSpan());
        SpanContext trace = span == null ? null : span.getSpanContext();
        String transaction = first(current.getTransactionName(), isolation.getTransactionName());
        into.scope(new ScopeData(
                tags,
                user,
                transaction == null ? null : into.text(transaction),
                (trace == null ? current.getPropagationContext().getTraceId() : trace.getTraceId()).toString(),
                trace == null ? null : trace.getSpanId().toString()));
        return true;
    }

    private static Map<String, String> user(@Nullable User user, ContextBuilder into) {
        Map<String, String> fields = new HashMap<>();
        if (user != null) {
            put(fields, "id", user.getId(), into);
            put(fields, "username", user.getUsername(), into);
            put(fields, "email", user.getEmail(), into);
            put(fields, "ip_address", user.getIpAddress(), into);
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String key, @Nullable String value, ContextBuilder into) {
        if (value != null) {
            fields.put(key, into.text(value));
        }
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one != null ? one : other;
    }
}
