package io.github.threadreporter.trigger.sentry;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.Current;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.SentryException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Adds a capture of all threads to chosen events that the application sends to Sentry:
 *
 * <pre>{@code
 * Sentry.init(options -> options.addEventProcessor(
 *         ExceptionCapture.builder().type("java.sql.SQLTransientConnectionException").build()));
 * }</pre>
 *
 * The SDK calls it on the thread that sends, which is the culprit of the capture; it is held while the threads are looked
 * at. The event gets the tag {@code capture.id}, and the events of the capture get {@code event.id} with the id of it. What
 * the reporter sends itself, and what is sent while it captures, is never captured. How often it captures is for the
 * limits of the reporter to say; without a reporter that is started nothing happens. Thread-safe.
 */
public final class ExceptionCapture implements EventProcessor {

    private static final int MOST_CAUSES = 20;
    private static final int LONGEST = 300;

    private final Set<String> types;
    private final @Nullable SentryLevel level;
    private final @Nullable Predicate<SentryEvent> condition;
    private final Consumer<Throwable> problems;

    private ExceptionCapture(Builder builder) {
        this.types = Set.copyOf(builder.types);
        this.level = builder.level;
        this.condition = builder.condition;
        this.problems = builder.problems;
    }

    /** One that captures for nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Called by the SDK. */
    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        try {
            if (!EventLink.isLinked(event) && isChosen(event)) {
                CaptureReport report = Current.request(reason(event));
                EventLink.connect(event, report);
            }
        } catch (RuntimeException | LinkageError e) {
            problems.accept(e);
        }
        return event;
    }

    /** Late, when others have had the chance to drop the event. */
    @Override
    public Long getOrder() {
        return Long.MAX_VALUE - 1;
    }

    private boolean isChosen(SentryEvent event) {
        SentryLevel of = event.getLevel();
        if (level != null && (of == null || of.compareTo(level) < 0)) {
            return false;
        }
        if (!types.isEmpty() && !hasType(event.getThrowable())) {
            return false;
        }
        return condition == null || condition.test(event);
    }

    private boolean hasType(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
                if (types.contains(type.getName())) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static CaptureReason reason(SentryEvent event) {
        Thread thread = Thread.currentThread();
        String what = what(event);
        String cut = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
        Headline headline = Headline.of("%s sent %s", thread.getName(), cut);
        String id = EventLink.idOf(event);
        return new CaptureReason(
                "exception",
                cut,
                new Suspect(thread.getId(), headline),
                id.isEmpty() ? Map.of() : Map.of("event.id", id));
    }

    /** The exception as the SDK has read it, the one that was caught; it stands last. */
    private static String what(SentryEvent event) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null && !exceptions.isEmpty()) {
            SentryException caught = exceptions.get(exceptions.size() - 1);
            return caught.getValue() == null
                    ? String.valueOf(caught.getType())
                    : caught.getType() + ": " + caught.getValue();
        }
        Throwable thrown = event.getThrowable();
        if (thrown != null) {
            return thrown.getClass().getName();
        }
        return event.getMessage() == null || event.getMessage().getFormatted() == null
                ? "an event"
                : event.getMessage().getFormatted();
    }

    /** All that is said must be true of an event. Not thread-safe. */
    public static final class Builder {

        private final Set<String> types = new HashSet<>();
        private @Nullable SentryLevel level;
        private @Nullable Predicate<SentryEvent> condition;
        private Consumer<Throwable> problems = Builder::log;

        private Builder() {}

        /** The exception, or a cause of it, is of this class or of one below it; of any of these if called again. */
        public Builder type(String className) {
            if (className.isBlank()) {
                throw new IllegalArgumentException("className: it is blank");
            }
            types.add(className);
            return this;
        }

        /** The event is of this level or a worse one. */
        public Builder level(SentryLevel least) {
            this.level = least;
            return this;
        }

        /** Anything else; must be quick, and must not throw. */
        public Builder when(Predicate<SentryEvent> chosen) {
            this.condition = chosen;
            return this;
        }

        /** Told of what goes wrong here, e.g. in the condition above; else the SDK's own logger is. Must not throw. */
        public Builder problems(Consumer<Throwable> listener) {
            this.problems = listener;
            return this;
        }

        private static void log(Throwable problem) {
            Sentry.getCurrentScopes()
                    .getOptions()
                    .getLogger()
                    .log(SentryLevel.ERROR, "no capture of threads for an event", problem);
        }

        /**
         * The processor.
         *
         * @throws IllegalArgumentException if nothing is said, which would be a capture for each event
         */
        public ExceptionCapture build() {
            if (types.isEmpty() && level == null && condition == null) {
                throw new IllegalArgumentException("type, level, when: none is given, so each event would capture");
            }
            return new ExceptionCapture(this);
        }
    }
}
