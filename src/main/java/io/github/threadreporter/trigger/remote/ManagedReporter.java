package io.github.threadreporter.trigger.remote;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What JMX calls, on threads of whoever calls. */
final class ManagedReporter implements ThreadReporterMXBean {

    private final CaptureRequests requests;
    private final ReporterStatus status;
    private final Controls controls;
    private final Consumer<String> log;

    ManagedReporter(CaptureRequests requests, ReporterStatus status, Controls controls, Consumer<String> log) {
        this.requests = requests;
        this.status = status;
        this.controls = controls;
        this.log = log;
    }

    @Override
    public String capture(String note) {
        CaptureReport report = requests.request(new CaptureReason("jmx", Notes.bounded(note == null ? "" : note)));
        String refusal = Outcome.refusal(report);
        log.accept("capture by JMX: " + (refusal == null ? report.captureId() : refusal));
        return refusal == null ? report.captureId() : "not captured: " + refusal;
    }

    @Override
    public String dumpText() {
        return controls.dumpText();
    }

    @Override
    public boolean isEnabled() {
        return controls.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        controls.setEnabled(enabled);
        log.accept(enabled ? "triggers go on, by JMX" : "all triggers are paused, by JMX");
    }

    @Override
    public List<TunableState> getTunables() {
        return controls.tunables().stream().map(TunableState::of).toList();
    }

    @Override
    public void tune(String name, double value) {
        for (Tunable tunable : controls.tunables()) {
            if (tunable.name().equals(name)) {
                double before = tunable.get();
                tunable.set(value);
                log.accept(tunable.name() + " is " + value + " instead of " + before + ", by JMX");
                return;
            }
        }
        throw new IllegalArgumentException("there is no number '" + Notes.bounded(name) + "' to change; there are "
                + controls.tunables().stream().map(Tunable::name).toList());
    }

    @Override
    public long getCaptures() {
        return status.captures();
    }

    @Override
    public long getEventsDelivered() {
        return status.delivered();
    }

    @Override
    public long getEventsLost() {
        return status.lost();
    }

    @Override
    public Map<String, Long> getCapturesWithheld() {
        return status.withheld();
    }

    @Override
    public boolean isSwitchedOff() {
        return status.switchedOff();
    }

    @Override
    public double getBudgetUsedPercent() {
        return status.budgetUsedPercent();
    }

    @Override
    public long getBlackBoxIntervalMillis() {
        return status.blackBoxInterval().toMillis();
    }

    @Override
    public long getBlackBoxBytes() {
        return status.blackBoxBytes();
    }

    @Override
    public long getUntimedSections() {
        return status.untimedSections();
    }

    @Override
    public List<String> getOpenIncidents() {
        return status.openIncidents();
    }
}
