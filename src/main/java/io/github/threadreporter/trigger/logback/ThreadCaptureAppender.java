package io.github.threadreporter.trigger.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.trigger.Current;
import io.github.threadreporter.trigger.sentry.EventLink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A logback appender that captures all threads on chosen log events, with the logging thread as culprit:
 *
 * <pre>{@code
 * <appender name="THREADS" class="io.github.threadreporter.trigger.logback.ThreadCaptureAppender">
 *   <level>ERROR</level>                      <!-- the least level; ERROR if there is neither this nor a marker -->
 *   <marker>CAPTURE</marker>                  <!-- and one of these markers; may be repeated -->
 *   <logger>com.acme</logger>                 <!-- and one of these loggers, or below; may be repeated -->
 *   <appender-ref ref="SENTRY"/>              <!-- connects the event of Sentry's appender with the capture -->
 * </appender>
 * }</pre>
 *
 * Without an {@code appender-ref} it stands beside others. With one, all log events go through to that appender, and if it
 * sends an event to Sentry on this thread, that event gets the tag {@code capture.id} and the events of the capture get
 * {@code log.event_id}. The logging thread is held while the threads are looked at, so that its stack and its
 * variables are those of the log statement. How often it captures is for the limits of the reporter to say.
 *
 * <p>What is logged while a thread captures, by the reporter's own threads or by the Sentry SDK, captures nothing. Nothing
 * is thrown at whoever logs. Works with logback 1.2 and later. Thread-safe once started.
 */
public final class ThreadCaptureAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private final AppenderAttachableImpl<ILoggingEvent> delegates = new AppenderAttachableImpl<>();
    private final List<String> markers = new ArrayList<>();
    private final List<String> loggers = new ArrayList<>();
    private @Nullable String level;
    private volatile @Nullable LogMatch match;

    /** The least level that captures. */
    public void setLevel(String name) {
        this.level = name;
    }

    /** A marker that captures. */
    public void addMarker(String name) {
        markers.add(name.strip());
    }

    /** A logger that captures, with all below it. */
    public void addLogger(String name) {
        loggers.add(name.strip());
    }

    /** With a level that there is not it passes events on, but captures nothing. */
    @Override
    public void start() {
        Level least = markers.isEmpty() ? Level.ERROR : null;
        if (level != null) {
            String name = level.strip();
            least = Level.toLevel(name, null);
            if (least == null) {
                addError("there is no level '" + name + "': no log event captures");
            }
        }
        match = level != null && least == null ? null : new LogMatch(least, markers, loggers);
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        LogMatch chosen = match;
        if (chosen == null || !chosen.matches(event)) {
            var unused = delegates.appendLoopOnAppenders(event);
        } else {
            EventLink.run(() -> delegates.appendLoopOnAppenders(event), eventId -> capture(event, eventId));
        }
    }

    private @Nullable CaptureReport capture(ILoggingEvent event, String eventId) {
        try {
            return Current.request(LogReason.of(event, eventId));
        } catch (RuntimeException | LinkageError e) {
            addError("no capture", e);
            return null;
        }
    }

    @Override
    public void stop() {
        super.stop();
        delegates.detachAndStopAllAppenders();
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        delegates.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return delegates.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return delegates.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return delegates.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        delegates.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return delegates.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return delegates.detachAppender(name);
    }
}
