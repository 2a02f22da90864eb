package io.github.threadreporter.enrich;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Guesses the packages of an application from its main class. */
final class MainPackage {

    /** Main classes that start somebody else's application. */
    private static final List<String> LAUNCHERS = List.of("""
            java jdk sun com.sun aQute.launcher org.springframework.boot.loader org.apache.catalina
            org.apache.felix org.apache.flink org.apache.karaf org.apache.maven org.apache.spark.deploy org.codehaus.groovy.tools
            org.codehaus.plexus.classworlds org.eclipse.equinox.launcher org.eclipse.jdt.internal.junit
            org.eclipse.jetty org.gradle org.jboss.modules org.jetbrains org.junit org.openjdk.jmh
            org.tanukisoftware.wrapper org.testng com.exe4j.runtime com.ibm.ws com.install4j.runtime
            com.intellij com.simontuffs.onejar fish.payara groovy.ui io.quarkus.bootstrap kotlin
            scala.tools weblogic worker.org.gradle
            """.strip().split("\\s+"));

    /** Top levels of reversed domain names: alone, or as the whole package, they tell nothing. */
    private static final Set<String> TOP_LEVELS = Set.of("com", "org", "net", "edu", "gov", "dev", "app", "cloud");

    /** Second segments below which many owners live. */
    private static final Set<String> SHARED = Set.of(
            "co",
            "com",
            "org",
            "net",
            "ac",
            "edu",
            "gov",
            "github",
            "gitlab",
            "bitbucket",
            "gitee",
            "codeberg",
            "sourceforge",
            "googlecode");

    private MainPackage() {}

    /** The prefix to take for the application, or empty where the main class tells nothing. */
    static Optional<String> of(String mainClass) {
        // "module/class" is how the JVM names a main class of a module; a path is a jar.
        String name = mainClass.substring(mainClass.lastIndexOf('/') + 1);
        int end = name.lastIndexOf('.');
        if (end < 0 || name.endsWith(".jar") || name.endsWith(".war") || !name.matches("[\\w$.]+")) {
            return Optional.empty();
        }
        if (LAUNCHERS.stream().anyMatch(launcher -> KnownLibraries.within(name, launcher))) {
            return Optional.empty();
        }
        String full = name.substring(0, end);
        String[] segments = full.split("\\.", -1);
        if (segments.length == 1) {
            return full.length() <= 2 || TOP_LEVELS.contains(full) ? Optional.empty() : Optional.of(full);
        }
        int keep = SHARED.contains(segments[1]) ? 3 : 2;
        String prefix = String.join(".", Arrays.copyOf(segments, Math.min(keep, segments.length)));
        return Optional.of(KnownLibraries.overlaps(prefix) ? full : prefix);
    }
}
