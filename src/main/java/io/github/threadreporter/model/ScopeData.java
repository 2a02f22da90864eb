package io.github.threadreporter.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a thread's own Sentry scope held.
 *
 * @param tags tags of its isolation and current scope
 * @param user the user's filled-in fields by Sentry's names ({@code id}, {@code email}, {@code username}, {@code
 *     ip_address})
 * @param transaction name of its transaction, or null
 * @param traceId 32 hexadecimal digits, or null where the scope has no trace of its own
 * @param spanId 16 hexadecimal digits of the span in progress, or null
 */
public record ScopeData(
        Map<String, String> tags,
        Map<String, String> user,
        @Nullable String transaction,
        @Nullable String traceId,
        @Nullable String spanId) {

    public static final ScopeData EMPTY = new ScopeData(Map.of(), Map.of(), null, null, null);

    public ScopeData {
        tags = Map.copyOf(tags);
        user = Map.copyOf(user);
    }
}
