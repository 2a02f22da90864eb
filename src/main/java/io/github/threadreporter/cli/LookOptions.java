package io.github.threadreporter.cli;

import io.github.threadreporter.DumpReporter;
import io.github.threadreporter.Subject;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.VariableScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to look at in a JVM, and what it may cost. What is not set is taken from the configuration of this process. */
final class LookOptions {

    @Option(
            names = "--in-app",
            paramLabel = "PREFIX",
            split = ",",
            description = "Package of the application, e.g. com.acme; may be given several times."
                    + " Default: a guess from the main class.")
    @Nullable
    List<String> inApp;

    @Option(
            names = "--not-in-app",
            paramLabel = "PREFIX",
            split = ",",
            description = "Package below those that is not the application after all. Default: none.")
    @Nullable
    List<String> notInApp;

    @Option(
            names = "--variables",
            paramLabel = "in-app|all|off",
            description = "Whose frames show local variables. Default: in-app.")
    @Nullable
    String variables;

    @Option(
            names = "--budget",
            paramLabel = "MS",
            description = "Longest pause of the JVM for variables, in milliseconds, as estimated before; above it they"
                    + " are left out. Default: 200.")
    @Nullable
    Integer budget;

    @Option(
            names = "--limit",
            paramLabel = "NAME=N",
            description = "Another limit than the usual one, e.g. framesPerStack=100. Names and defaults:"
                    + " docs/configuration.md.")
    Map<String, Integer> limits = Map.of();

    /** @throws IllegalArgumentException naming option and value, if one is wrong */
    void check() {
        if (variables != null) {
            try {
                VariableScope.of(variables);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--" + e.getMessage(), e);
            }
        }
        for (String name : limits.keySet()) {
            if (!CaptureLimits.names().contains(name)) {
                throw new IllegalArgumentException(
                        "--limit: there is no limit '" + name + "', but " + String.join(", ", CaptureLimits.names()));
            }
        }
        // Finds out about the numbers, and about what else is configured.
        DumpReporter.offline(effective(), Subject.unknown("")).close();
    }

    /** By name, as a configuration would give them. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (inApp != null) {
            settings.put("in-app", String.join(",", inApp));
        }
        if (notInApp != null) {
            settings.put("not-in-app", String.join(",", notInApp));
        }
        if (variables != null) {
            settings.put("variables", variables);
        }
        if (budget != null) {
            settings.put("limits.variablePauseMillis", budget.toString());
        }
        limits.forEach((name, value) -> settings.put("limits." + name, value.toString()));
        return settings;
    }

    /** The settings of this process, under those. */
    Settings effective() {
        return Settings.ofThisProcess().under(settings());
    }
}
