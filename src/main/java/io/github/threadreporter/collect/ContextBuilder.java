package io.github.threadreporter.collect;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.ThreadContext;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the context of one thread as bounded, finished text. Not thread-safe. */
final class ContextBuilder {

    private static final int ATTEMPTS = 3;

    private final CaptureLimits limits;
    private final CutCounter cuts;
    private Map<String, String> mdc = Map.of();
    private ScopeData scope = ScopeData.EMPTY;
    private Map<String, String> scopedValues = Map.of();

    ContextBuilder(CaptureLimits limits, CutCounter cuts) {
        this.limits = limits;
        this.cuts = cuts;
    }

    /** Whether it held anything. */
    boolean mdc(Map<?, ?> live) {
        mdc = copy(live);
        return !mdc.isEmpty();
    }

    void scope(ScopeData value) {
        scope = value;
    }

    void scopedValues(List<Object> live) {
        Map<String, String> copied = new HashMap<>();
        for (Object value : live) {
            String type = value.getClass().getName();
            String key = copied.containsKey(type) ? type + "#" + (copied.size() + 1) : type;
            copied.put(key, text(FinishedText.of(value)));
        }
        scopedValues = copied;
    }

    /**
     * A bounded copy of a map that its thread may be writing to.
     *
     * @param live a map whose iterator is the JDK's own
     */
    Map<String, String> copy(Map<?, ?> live) {
        for (int attempt = 1; ; attempt++) {
            try {
                return copyOnce(live);
            } catch (ConcurrentModificationException e) {
                if (attempt == ATTEMPTS) {
                    cuts.add("context maps changing while read", live.size(), "attempts=" + ATTEMPTS);
                    return Map.of();
                }
            }
        }
    }

    private Map<String, String> copyOnce(Map<?, ?> live) {
        Map<String, String> copied = new HashMap<>();
        for (Map.Entry<?, ?> entry : live.entrySet()) {
            if (copied.size() == limits.entries()) {
                cuts.add("context entries", Math.max(1, live.size() - limits.entries()), "entries=" + limits.entries());
                break;
            }
            copied.put(text(FinishedText.of(entry.getKey())), text(FinishedText.of(entry.getValue())));
        }
        return copied;
    }

    /** The text, cut with a mark where it is too long. */
    String text(String value) {
        int most = limits.textLength();
        if (value.length() <= most) {
            return value;
        }
        cuts.add("characters of context values", value.length() - most, "textLength=" + most);
        return value.substring(0, most) + "… +" + (value.length() - most) + " chars";
    }

    ThreadContext build() {
        return mdc.isEmpty() && scope.equals(ScopeData.EMPTY) && scopedValues.isEmpty()
                ? ThreadContext.EMPTY
                : new ThreadContext(mdc, scope, scopedValues);
    }
}
