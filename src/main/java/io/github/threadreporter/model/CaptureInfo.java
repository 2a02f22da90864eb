package io.github.threadreporter.model;

import java.time.Instant;

/**
 * One look at a JVM.
 *
 * @param id 32 hexadecimal digits; the tag {@code capture.id} of every event of this capture
 * @param reason why it was taken
 * @param takenAt when collecting began
 * @param jvm the process that was looked at
 * @param times what it cost that process
 */
public record CaptureInfo(String id, CaptureReason reason, Instant takenAt, JvmInfo jvm, CaptureTimes times) {}
