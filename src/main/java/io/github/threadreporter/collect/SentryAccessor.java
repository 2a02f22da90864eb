package io.github.threadreporter.collect;

import io.github.threadreporter.internal.Accessors;
import io.github.threadreporter.internal.LibraryNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Accessors of the Sentry SDK, each of which returns a field or a copy, takes no lock that the application can hold for
 * long, and is in all of 8.0 to 8.62. Those of a hub are of version 7. The first call of one may have the SDK load a helper
 * class of its own.
 */
enum SentryAccessor {
    ENABLED("IScopes", "isEnabled", boolean.class),
    OPTIONS("IScopes", "getOptions", "SentryOptions"),
    ISOLATION_SCOPE("IScopes", "getIsolationScope", "IScope"),
    CURRENT_SCOPE("IScopes", "getScope", "IScope"),
    HUB_ENABLED("IHub", "isEnabled", boolean.class),
    HUB_OPTIONS("IHub", "getOptions", "SentryOptions"),

    SCOPE_TAGS("IScope", "getTags", Map.class),
    SCOPE_USER("IScope", "getUser", "protocol.User"),
    SCOPE_SPAN("IScope", "getSpan", "ISpan"),
    SCOPE_TRANSACTION("IScope", "getTransactionName", String.class),
    SCOPE_PROPAGATION("IScope", "getPropagationContext", "PropagationContext"),
    SPAN_CONTEXT("ISpan", "getSpanContext", "SpanContext"),
    SPAN_ID("SpanContext", "getSpanId", "SpanId"),
    SPAN_TRACE_ID("SpanContext", "getTraceId", "protocol.SentryId"),
    PROPAGATION_TRACE_ID("PropagationContext", "getTraceId", "protocol.SentryId"),
    USER_ID("protocol.User", "getId", String.class),
    USER_NAME("protocol.User", "getUsername", String.class),
    USER_EMAIL("protocol.User", "getEmail", String.class),
    USER_ADDRESS("protocol.User", "getIpAddress", String.class),

    DSN("SentryOptions", "getDsn", String.class),
    RELEASE("SentryOptions", "getRelease", String.class),
    ENVIRONMENT("SentryOptions", "getEnvironment", String.class),
    SERVER_NAME("SentryOptions", "getServerName", String.class),
    DIST("SentryOptions", "getDist", String.class),
    IN_APP_INCLUDES("SentryOptions", "getInAppIncludes", List.class),
    IN_APP_EXCLUDES("SentryOptions", "getInAppExcludes", List.class),
    TAGS("SentryOptions", "getTags", Map.class),
    DEBUG("SentryOptions", "isDebug", boolean.class);

    private static final String SDK = type("");

    private final String owner;
    private final String method;
    private final @Nullable Class<?> javaType;
    private final String sdkType;

    SentryAccessor(String owner, String method, Class<?> returns) {
        this.owner = type(owner);
        this.method = method;
        this.javaType = returns;
        this.sdkType = "";
    }

    SentryAccessor(String owner, String method, String returns) {
        this.owner = type(owner);
        this.method = method;
        this.javaType = null;
        this.sdkType = type(returns);
    }

    /** The full name of a class of the SDK. */
    static String type(String name) {
        return LibraryNames.of("io", "sentry", name);
    }

    /** The full names of all types that are needed to call these. */
    static Set<String> types() {
        return Arrays.stream(values())
                .flatMap(accessor -> Stream.of(accessor.owner, accessor.sdkType))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the object is the SDK's: a subclass or implementation of the application's would run its code. */
    static boolean isOfSdk(@Nullable Object value) {
        return value != null && value.getClass().getName().startsWith(SDK);
    }

    /** What it returns; null too for an object that is not the SDK's, or where that version has no such accessor. */
    @Nullable
    Object of(@Nullable Object target, LibraryCopy sdk) {
        Class<?> declaring = sdk.type(owner);
        Class<?> returns = javaType == null ? sdk.type(sdkType) : javaType;
        // A class that is not loaded has no instances.
        return target == null || !isOfSdk(target) || declaring == null || returns == null
                ? null
                : Accessors.call(target, declaring, method, returns);
    }

    @Nullable
    String text(@Nullable Object target, LibraryCopy sdk) {
        return (String) of(target, sdk);
    }
}
