package io.github.threadreporter.collect;

import io.github.threadreporter.internal.ForeignFields;
import io.github.threadreporter.model.ScopeData;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Sentry scope that a thread works in, of any SDK that the application runs. What it holds can only be read while the
 * thread still holds it. A storage other than the SDK's own (OpenTelemetry's) is not known.
 */
final class SentryScopeReader implements ContextReader {

    private static final String STORAGE = SentryAccessor.type("DefaultScopesStorage");

    @Override
    public String what() {
        return "Sentry scope";
    }

    @Override
    public String whyUnknown() {
        return "only the SDK's own scopes are known";
    }

    @Override
    public Set<String> types() {
        Set<String> types = new HashSet<>(SentryAccessor.types());
        types.add(STORAGE);
        return types;
    }

    @Override
    public Optional<ThreadLocal<?>> variable(LibraryCopy sdk, ForeignFields fields) {
        Class<?> storage = sdk.type(STORAGE);
        return storage != null
                        && fields.ofClass(storage, "currentScopes", ThreadLocal.class)
                                instanceof ThreadLocal<?> variable
                ? Optional.of(variable)
                : Optional.empty();
    }

    @Override
    public Found read(Object scopes, LibraryCopy sdk, ContextBuilder into) {
        Object isolation = SentryAccessor.ISOLATION_SCOPE.of(scopes, sdk);
        Object current = SentryAccessor.CURRENT_SCOPE.of(scopes, sdk);
        if (isolation == null || current == null) {
            return Found.UNKNOWN;
        }
        Map<String, String> tags = tags(isolation, sdk, into);
        tags.putAll(tags(current, sdk, into));
        Map<String, String> user = user(SentryAccessor.SCOPE_USER.of(isolation, sdk), sdk, into);
        user.putAll(user(SentryAccessor.SCOPE_USER.of(current, sdk), sdk, into));
        Object span = first(SentryAccessor.SCOPE_SPAN, current, isolation, sdk);
        Object trace = SentryAccessor.SPAN_CONTEXT.of(span, sdk);
        // Where the SDK keeps it unless told otherwise, and takes it from for an event without a span.
        Object propagation = SentryAccessor.SCOPE_PROPAGATION.of(isolation, sdk);
        into.scope(new ScopeData(
                tags,
                user,
                text((String) first(SentryAccessor.SCOPE_TRANSACTION, current, isolation, sdk), into),
                id(
                        trace == null
                                ? SentryAccessor.PROPAGATION_TRACE_ID.of(propagation, sdk)
                                : SentryAccessor.SPAN_TRACE_ID.of(trace, sdk)),
                id(SentryAccessor.SPAN_ID.of(trace, sdk))));
        return Found.CONTEXT;
    }

    private static Map<String, String> tags(Object scope, LibraryCopy sdk, ContextBuilder into) {
        return SentryAccessor.SCOPE_TAGS.of(scope, sdk) instanceof Map<?, ?> tags ? into.copy(tags) : new HashMap<>();
    }

    private static Map<String, String> user(@Nullable Object user, LibraryCopy sdk, ContextBuilder into) {
        Map<String, String> fields = new HashMap<>();
        put(fields, "id", SentryAccessor.USER_ID.text(user, sdk), into);
        put(fields, "username", SentryAccessor.USER_NAME.text(user, sdk), into);
        put(fields, "email", SentryAccessor.USER_EMAIL.text(user, sdk), into);
        put(fields, "ip_address", SentryAccessor.USER_ADDRESS.text(user, sdk), into);
        return fields;
    }

    private static void put(Map<String, String> fields, String key, @Nullable String value, ContextBuilder into) {
        if (value != null) {
            fields.put(key, into.text(value));
        }
    }

    private static @Nullable Object first(SentryAccessor accessor, Object one, Object other, LibraryCopy sdk) {
        Object value = accessor.of(one, sdk);
        return value != null ? value : accessor.of(other, sdk);
    }

    private static @Nullable String text(@Nullable String value, ContextBuilder into) {
        return value == null ? null : into.text(value);
    }

    /** The SDK's ids are told by their {@code toString}. */
    private static @Nullable String id(@Nullable Object id) {
        return SentryAccessor.isOfSdk(id) ? String.valueOf(id) : null;
    }
}
