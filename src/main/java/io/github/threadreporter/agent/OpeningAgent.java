package io.github.threadreporter.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Opens the packages of {@code java.base} that this library reads from, to this library alone. It transforms no class
 * and keeps nothing.
 */
public final class OpeningAgent {

    private OpeningAgent() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        Opening.toUs(instrumentation);
    }

    /** Called by the JVM when the agent is attached to a running process. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        Opening.toUs(instrumentation);
    }
}
