package io.github.threadreporter.trigger.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** The markers of a log event: since logback 1.3 there can be several. */
final class Markers {

    private static final boolean SEVERAL = hasSeveral();

    private Markers() {}

    private static boolean hasSeveral() {
        try {
            ILoggingEvent.class.getMethod("getMarkerList");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    static List<Marker> of(ILoggingEvent event) {
        if (SEVERAL) {
            List<Marker> markers = event.getMarkerList();
            return markers == null ? List.of() : markers;
        }
        Marker marker = only(event);
        return marker == null ? List.of() : List.of(marker);
    }

    @SuppressWarnings("deprecation") // all there is in logback 1.2
    private static @Nullable Marker only(ILoggingEvent event) {
        return event.getMarker();
    }
}
