package io.github.threadreporter.spring;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.send.Loss;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.remote.ReporterStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint {@code threadreporter}: reading tells how the reporter fares, writing captures. As any but {@code
 * health} it is there only where the application {@linkplain org.springframework.boot.actuate.endpoint.Access exposes} it.
 * No thread dump leaves the process this way: a capture goes to Sentry, masked, and the answer holds its ids.
 */
@Endpoint(id = "threadreporter")
public class ThreadReporterEndpoint {

    private static final CaptureReason REASON = new CaptureReason("actuator", "the actuator endpoint was asked");

    private final Supplier<ReporterStatus> status;
    private final CaptureRequests requests;

    ThreadReporterEndpoint(Supplier<ReporterStatus> status, CaptureRequests requests) {
        this.status = status;
        this.requests = requests;
    }

    /** How the reporter fares. */
    @ReadOperation
    public Map<String, Object> status() {
        ReporterStatus now = status.get();
        Map<String, Object> answer = StatusDetails.of(now);
        answer.put("incidents", now.openIncidents());
        answer.put("budgetUsedPercent", now.budgetUsedPercent());
        answer.put("blackBoxIntervalMillis", now.blackBoxInterval().toMillis());
        answer.put("blackBoxBytes", now.blackBoxBytes());
        return answer;
    }

    /**
     * Captures, if the limits of events and of cost allow it: whoever may call this cannot use up the application's quota at
     * Sentry. Returns when the threads have been looked at.
     */
    @WriteOperation
    public Map<String, Object> capture() {
        CaptureReport report = requests.request(REASON);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("captureId", report.captureId());
        answer.put("threads", report.threads());
        answer.put("pauseMillis", report.times().pause().toMillis());
        answer.put("lost", report.losses().stream().map(Loss::reason).toList());
        return answer;
    }
}
