package io.github.threadreporter.spring;

import io.github.threadreporter.trigger.remote.ReporterStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the reporter fares, for people and their tools: numbers, truth values and times, nothing of the application. */
final class StatusDetails {

    private StatusDetails() {}

    static Map<String, Object> of(ReporterStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("openIncidents", status.openIncidents().size());
        details.put("switchedOff", status.switchedOff());
        details.put("captures", status.captures());
        details.put("delivered", status.delivered());
        details.put("lost", status.lost());
        details.put("withheld", status.withheld());
        details.put("untimedSections", status.untimedSections());
        status.lastCapture().ifPresent(at -> details.put("lastCapture", at.toString()));
        return details;
    }
}
