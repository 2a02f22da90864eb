package io.github.threadreporter.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens the packages of {@code java.base} that this library reads from, to this library alone. It transforms no class
 * and keeps nothing.
 */
public final class OpeningAgent {

    /** In the order of {@code Jdk.Ability}. A package that this JDK does not have is passed over. */
    private static final Set<String> PACKAGES =
            Set.of("jdk.internal.vm", "java.lang", "jdk.internal.misc", "java.util.concurrent.locks");

    private OpeningAgent() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        open(instrumentation);
    }

    /** Called by the JVM when the agent is attached to a running process. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        open(instrumentation);
    }

    private static void open(Instrumentation instrumentation) {
        Module base = Object.class.getModule();
        Set<Module> us = Set.of(OpeningAgent.class.getModule());
        Map<String, Set<Module>> opens = PACKAGES.stream()
                .filter(base.getPackages()::contains)
                .collect(Collectors.toMap(name -> name, name -> us));
        instrumentation.redefineModule(base, Set.of(), Map.of(), opens, Set.of(), Map.of());
    }
}
