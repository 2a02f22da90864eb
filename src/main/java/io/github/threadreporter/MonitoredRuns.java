package io.github.threadreporter;

import io.github.threadreporter.send.CheckIns;
import io.github.threadreporter.trigger.RunMonitor;
import java.time.Duration;

/** Runs of a schedule as check-ins with Sentry. */
record MonitoredRuns(CheckIns checkIns) implements RunMonitor {

    @Override
    public String begin() {
        return checkIns.begin();
    }

    @Override
    public void end(String run, boolean ok, Duration took) {
        checkIns.end(run, ok, took);
    }

    @Override
    public void skipped() {
        checkIns.ok();
    }
}
