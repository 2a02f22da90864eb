package io.github.threadreporter.model;

import java.util.Map;

/**
 * What a thread carried with it: the request it works for.
 *
 * @param mdc the thread's mapped diagnostic context (logback or slf4j)
 * @param scope its Sentry scope
 * @param scopedValues its bound {@code ScopedValue}s that could be rendered, by class of the value and position
 */
public record ThreadContext(Map<String, String> mdc, ScopeData scope, Map<String, String> scopedValues) {

    public static final ThreadContext EMPTY = new ThreadContext(Map.of(), ScopeData.EMPTY, Map.of());

    public ThreadContext {
        mdc = Map.copyOf(mdc);
        scopedValues = Map.copyOf(scopedValues);
    }
}
