package io.github.threadreporter.sample;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A report that says what it is told to say. */
record FakeReport(
        String captureId,
        int threads,
        CaptureTimes times,
        List<String> eventIds,
        int delivered,
        List<Loss> losses,
        List<Loss> unconfirmed,
        boolean isDone)
        implements CaptureReport {

    @Override
    public CaptureReason reason() {
        return CaptureReason.MANUAL;
    }

    @Override
    public int tasks() {
        return 0;
    }

    @Override
    public Duration processing() {
        return Duration.ZERO;
    }

    @Override
    public List<Loss> withheld() {
        return List.of();
    }

    @Override
    public List<Cut> cuts() {
        return List.of();
    }

    @Override
    public List<Missing> missing() {
        return List.of();
    }

    @Override
    public Map<String, Integer> masked() {
        return Map.of();
    }

    @Override
    public CaptureReport await(Duration atMost) {
        return this;
    }
}
