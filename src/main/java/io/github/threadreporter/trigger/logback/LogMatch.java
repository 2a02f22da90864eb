package io.github.threadreporter.trigger.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.threadreporter.internal.LibraryNames;
import io.github.threadreporter.internal.OwnThreadNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Which log events capture. Immutable.
 *
 * @param level the least one, or null for any
 * @param markers one of these, if there are any
 * @param loggers one of these or below, if there are any
 */
record LogMatch(@Nullable Level level, List<String> markers, List<String> loggers) {

    private static final List<String> NEVER = List.of(LibraryNames.of("io", "sentry"), "io.github.threadreporter");

    LogMatch {
        markers = List.copyOf(markers);
        loggers = List.copyOf(loggers);
    }

    boolean matches(ILoggingEvent event) {
        return (level == null || event.getLevel().isGreaterOrEqual(level))
                && (loggers.isEmpty() || isBelow(event.getLoggerName(), loggers))
                && (markers.isEmpty() || hasMarker(event))
                && !isBelow(event.getLoggerName(), NEVER)
                && !OwnThreadNames.isOwn(Thread.currentThread().getName());
    }

    private static boolean isBelow(String logger, List<String> packages) {
        for (String name : packages) {
            if (logger.startsWith(name) && (logger.length() == name.length() || logger.charAt(name.length()) == '.')) {
                return true;
            }
        }
        return false;
    }

    private boolean hasMarker(ILoggingEvent event) {
        for (Marker marker : Markers.of(event)) {
            for (String name : markers) {
                if (marker.contains(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
