package io.github.threadreporter.model;

import java.time.Instant;

/**
 * The process that was looked at.
 *
 * @param name name of the VM, e.g. {@code OpenJDK 64-Bit Server VM}
 * @param version version of the VM, e.g. {@code 17.0.15+6-Debian-1deb12u1}
 * @param feature feature version of the Java platform, e.g. 17
 * @param pid process id, or -1 where it is unknown
 * @param host host name, empty where it is unknown
 * @param mainClass main class or jar, empty where it is unknown
 * @param startedAt when the JVM was started
 */
public record JvmInfo(
        String name, String version, int feature, long pid, String host, String mainClass, Instant startedAt) {}
