package io.github.threadreporter.trigger;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reports of captures that nobody took. */
public final class FakeReports {

    public static final String ID = "0123456789abcdef0123456789abcdef";

    private FakeReports() {}

    /** One of which nothing is known but the look. */
    public static CaptureReport underWay(CaptureReason reason) {
        return new Report(reason, 3, List.of(), List.of(), false);
    }

    public static CaptureReport arrived(CaptureReason reason) {
        return new Report(reason, 3, List.of("e1"), List.of(), true);
    }

    public static CaptureReport lost(CaptureReason reason) {
        return new Report(reason, 3, List.of("e1"), List.of(new Loss("e1", 1, "the server refused it")), true);
    }

    public static CaptureReport refused(CaptureReason reason, String why) {
        return new Report(reason, 0, List.of(), List.of(new Loss(null, 1, why)), true);
    }

    private record Report(CaptureReason reason, int threads, List<String> eventIds, List<Loss> losses, boolean isDone)
            implements CaptureReport {
        @Override
        public String captureId() {
            return ID;
        }

        @Override
        public int tasks() {
            return 0;
        }

        @Override
        public CaptureTimes times() {
            return CaptureTimes.NONE;
        }

        @Override
        public Duration processing() {
            return Duration.ZERO;
        }

        @Override
        public int delivered() {
            return eventIds.size() - losses.size();
        }

        @Override
        public List<Loss> unconfirmed() {
            return List.of();
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
}
