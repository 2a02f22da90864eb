package io.github.threadreporter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a capture would show of a JVM, level by level, as far as that can be told without loading anything into it. A
 * function of what the JVM tells about itself.
 */
final class Checkup {

    private static final int VIRTUAL = 21;
    private static final int SNAPSHOTS = 25;
    private static final int WARNS = 21;

    private final TargetProperties jvm;
    private final boolean agentsLoadable;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(TargetProperties jvm, boolean agentsLoadable) {
        this.jvm = jvm;
        this.agentsLoadable = agentsLoadable;
    }

    /** @param agentsLoadable whether it has the module java.instrument */
    static List<Finding> of(TargetProperties jvm, boolean agentsLoadable) {
        Checkup checkup = new Checkup(jvm, agentsLoadable);
        boolean dynamic = checkup.loading();
        boolean nativePart = checkup.nativePart();
        checkup.threads(dynamic);
        checkup.variables(dynamic && nativePart);
        checkup.context(dynamic);
        return List.copyOf(checkup.findings);
    }

    private boolean loading() {
        if (jvm.hasFlag("-XX:-EnableDynamicAgentLoading")) {
            findings.add(Finding.lacking(
                    "loading our agent",
                    "it was started with -XX:-EnableDynamicAgentLoading",
                    "start it with -javaagent:thread-reporter.jar; or use --no-agent"));
            return jvm.argument("-javaagent:").contains("thread-reporter");
        }
        if (jvm.feature() >= WARNS && !jvm.hasFlag("-XX:+EnableDynamicAgentLoading")) {
            findings.add(Finding.there(
                    "loading our agent",
                    "JDK " + jvm.feature() + " prints a warning about it on its standard error;"
                            + " -XX:+EnableDynamicAgentLoading at its start would silence that"));
        } else {
            findings.add(Finding.there("loading our agent", "nothing stands in the way"));
        }
        return true;
    }

    private boolean nativePart() {
        String machine = jvm.property("os.arch").toLowerCase(Locale.ROOT);
        boolean built = jvm.property("os.name").equals("Linux")
                && (machine.equals("amd64") || machine.equals("x86_64") || machine.equals("aarch64"));
        if (built) {
            return true;
        }
        findings.add(Finding.lacking(
                "the native library",
                "there is none for " + jvm.property("os.name") + " on " + machine,
                agentsLoadable ? "" : "and a runtime image with the module java.instrument"));
        return false;
    }

    private void threads(boolean dynamic) {
        findings.add(Finding.there("stacks, states and monitors of platform threads", "on every JDK"));
        if (jvm.feature() < VIRTUAL) {
            return; // it has none to show
        }
        if (!dynamic) {
            findings.add(Finding.lacking("virtual threads", "the JVM's own text does not list them", "the agent"));
        } else if (jvm.feature() < SNAPSHOTS) {
            findings.add(
                    Finding.there("virtual threads", "by the JVM's own dump: without locks; not tested on this JDK"));
        } else if (jvm.hasArgument("-Djdk.trackAllThreads=false")) {
            findings.add(Finding.lacking(
                    "virtual threads that no executor or scope started",
                    "it was started with -Djdk.trackAllThreads=false",
                    "-Djdk.trackAllThreads=true"));
        } else {
            findings.add(Finding.there("virtual threads with locks and carriers", "by thread snapshots"));
        }
    }

    private void variables(boolean nativePart) {
        if (!nativePart) {
            findings.add(Finding.lacking("local variables", "they need our native library in it", ""));
            return;
        }
        findings.add(Finding.there(
                "local variables that are objects",
                "of all threads; their names only where classes were compiled with -g or -g:vars"));
        if (jvm.argument("-agentpath:").contains("libthreadreporter")) {
            findings.add(Finding.there("primitive variables", "by -agentpath"));
        } else {
            findings.add(Finding.lacking(
                    "primitive variables of platform threads",
                    "the JVM gives them only to an agent that it was started with",
                    "-agentpath:/PATH/libthreadreporter.so, see docs/native.md"));
        }
    }

    private void context(boolean dynamic) {
        if (dynamic) {
            findings.add(Finding.there(
                    "each thread's MDC and Sentry scope", "of logback 1.3 and later, slf4j and Sentry 7 and later"));
        } else {
            findings.add(Finding.lacking("each thread's MDC and Sentry scope", "they need our agent in it", ""));
        }
    }
}
