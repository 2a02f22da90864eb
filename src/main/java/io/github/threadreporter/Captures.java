package io.github.threadreporter;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.JvmInfo;
import java.time.Instant;
import java.util.UUID;

/** Stands in for captures that did not come about. */
final class Captures {

    private Captures() {}

    static CaptureInfo nothing(CaptureReason reason) {
        return new CaptureInfo(
                UUID.randomUUID().toString().replace("-", ""),
                reason,
                Instant.now(),
                new JvmInfo("", "", Runtime.version().feature(), -1, "", "", Instant.EPOCH),
                CaptureTimes.NONE);
    }
}
