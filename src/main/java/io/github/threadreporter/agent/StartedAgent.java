package io.github.threadreporter.agent;

import io.github.threadreporter.AgentReporter;
import io.github.threadreporter.config.Settings;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a JVM that was started with {@code -javaagent}. Called by {@link Bootstrap} by name. The application waits
 * for it, hence neither lambdas nor anything else that is slow the first time.
 */
public final class StartedAgent implements Consumer<String> {

    private StartedAgent() {}

    /**
     * Starts what was asked for. Everything that takes long waits for the first capture.
     *
     * @param given the text of the options, or null, and the {@link Instrumentation}
     */
    public static void start(@Nullable Object[] given) {
        if (given[1] instanceof Instrumentation instrumentation) {
            Opening.LATER.offer(instrumentation);
        }
        StartedAgent stderr = new StartedAgent();
        Map<String, String> options = AgentOptions.parse((String) given[0], stderr);
        Settings settings = Settings.ofThisProcess(stderr).under(options);
        Map<String, String> faults = AgentReporter.faults(settings);
        for (String fault : faults.values()) {
            stderr.accept(fault);
        }
        Running.replace(AgentReporter.of(settings.without(faults.keySet()), stderr, Opening.LATER));
    }

    @Override
    public void accept(String what) {
        System.err.println("thread-reporter: " + what);
    }

    /** Where complaints go in a JVM that is not ours. */
    static Consumer<String> stderr() {
        return new StartedAgent();
    }
}
