package io.github.threadreporter.collect;

import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.JvmInfo;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** What stays the same of a JVM, read once. Thread-safe. */
final class JvmFacts {

    private final JvmInfo info;

    JvmFacts() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        info = new JvmInfo(
                runtime.getVmName(),
                runtime.getVmVersion(),
                Jdk.feature(),
                ProcessHandle.current().pid(),
                host(),
                mainClass(System.getProperty("sun.java.command", "")),
                Instant.ofEpochMilli(runtime.getStartTime()));
    }

    JvmInfo now() {
        return info;
    }

    /** Without a look-up where that can be helped: a name server that hangs would hold up whoever builds a reporter. */
    private static String host() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** The first word of the command line: a class, a module with its class, or a jar. The rest may hold secrets. */
    static String mainClass(String command) {
        int end = command.indexOf(' ');
        String main = end < 0 ? command : command.substring(0, end);
        return main.substring(main.lastIndexOf('/') + 1);
    }
}
