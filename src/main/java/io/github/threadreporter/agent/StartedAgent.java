package io.github.threadreporter.agent;

import io.github.threadreporter.AgentReporter;
import io.github.threadreporter.config.Settings;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent of a JVM that was started with {@code -javaagent}. Called by {@link Bootstrap} by name. */
public final class StartedAgent {

    private StartedAgent() {}

    /**
     * Opens what is closed to us, and starts what was asked for. Nothing of that takes long: Sentry waits for the first
     * capture.
     *
     * @param given the text of the options, or null, and the {@link Instrumentation}
     */
    public static void start(@Nullable Object[] given) {
        Map<String, String> options = AgentOptions.parse((String) given[0], StartedAgent::complain);
        if (given[1] instanceof Instrumentation instrumentation) {
            Opening.toUs(instrumentation);
        }
        start(options);
    }

    private static void start(Map<String, String> options) {
        try {
            AgentReporter.start(Settings.ofThisProcess().under(options), StartedAgent::complain);
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    private static void complain(String what) {
        System.err.println("thread-reporter: " + what);
    }
}
