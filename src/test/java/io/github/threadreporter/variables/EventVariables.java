package io.github.threadreporter.variables;

import io.sentry.SentryEvent;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryThread;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds variables in events as they arrived. */
final class EventVariables {

    private EventVariables() {}

    /** Those of the newest frame of that function that has any. */
    static Map<String, Object> of(SentryThread thread, String function) {
        return thread.getStacktrace() == null
                ? Map.of()
                : of(thread.getStacktrace().getFrames(), function);
    }

    /** Of the exception that was thrown last. */
    static Map<String, Object> ofException(SentryEvent event, String function) {
        var exceptions = Objects.requireNonNull(event.getExceptions());
        return of(
                Objects.requireNonNull(exceptions.get(exceptions.size() - 1).getStacktrace())
                        .getFrames(),
                function);
    }

    private static Map<String, Object> of(List<SentryStackFrame> oldestFirst, String function) {
        Map<String, Object> found = Map.of();
        for (SentryStackFrame frame : oldestFirst) {
            if (function.equals(frame.getFunction()) && frame.getVars() != null) {
                found = frame.getVars();
            }
        }
        return found;
    }
}
