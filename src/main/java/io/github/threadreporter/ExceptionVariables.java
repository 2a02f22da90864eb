package io.github.threadreporter;

import io.github.threadreporter.convert.EventConverter;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds variables to exceptions that the application sends to Sentry by itself. The SDK calls it on the thread that sends,
 * which is mostly the one that caught: what is still on its stack then are the frames from the one that caught to the
 * oldest, and their variables are those of this moment. Thread-safe.
 */
final class ExceptionVariables implements EventProcessor {

    private final Supplier<Optional<CapturedThread>> here;
    private final CaptureLimits limits;

    /** @param here the calling thread with its variables, redacted; empty where they cannot be had */
    ExceptionVariables(Supplier<Optional<CapturedThread>> here, CaptureLimits limits) {
        this.here = here;
        this.limits = limits;
    }

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null && !exceptions.isEmpty()) {
            here.get().ifPresent(thread -> exceptions.forEach(exception -> add(thread, exception.getStacktrace())));
        }
        return event;
    }

    /** Runs after the application's own processors, which may replace frames. */
    @Override
    public Long getOrder() {
        return Long.MAX_VALUE;
    }

    private void add(CapturedThread thread, @Nullable SentryStackTrace trace) {
        List<SentryStackFrame> thrown = trace == null ? null : trace.getFrames();
        if (thrown == null) {
            return;
        }
        List<Frame> present = thread.stack().frames();
        // Both from the oldest frame on. The SDK leaves some frames out of its traces, and the oldest of deep stacks.
        int at = 0;
        for (int depth = present.size() - 1; depth >= 0 && at < thrown.size(); depth--) {
            SentryStackFrame frame = thrown.get(at);
            boolean sameLine = isSameLine(frame, present.get(depth));
            boolean caught = at > 0 && isSameMethod(frame, present.get(depth));
            if (sameLine || caught) {
                putVariables(frame, thread.variablesAt(depth));
                at++;
            }
            if (caught && !sameLine) {
                return; // this frame caught and goes on at another line: what it calls now is not what threw
            }
        }
    }

    private void putVariables(SentryStackFrame frame, @Nullable FrameVariables variables) {
        if (variables != null && frame.getVars() == null) {
            Map<String, Object> shown = EventConverter.vars(variables, limits);
            if (!shown.isEmpty()) {
                frame.setVars(shown);
            }
        }
    }

    private static boolean isSameMethod(SentryStackFrame thrown, Frame present) {
        return present.method().equals(thrown.getFunction())
                && present.className().equals(thrown.getModule());
    }

    private static boolean isSameLine(SentryStackFrame thrown, Frame present) {
        Integer line = thrown.getLineno();
        return isSameMethod(thrown, present) && (present.line() < 1 || (line != null && line == present.line()));
    }
}
