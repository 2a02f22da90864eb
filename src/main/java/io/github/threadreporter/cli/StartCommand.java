package io.github.threadreporter.cli;

import io.github.threadreporter.send.SentryProject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code start PID}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Leaves the agent in a running JVM, to capture by itself and to send to Sentry.",
            "Replaces what an earlier start asked for. What is not set here is taken from the",
            "configuration of that JVM. It ends with that JVM, or by stop.",
            ""
        },
        customSynopsis = "thread-reporter start PID --schedule TIME [OPTIONS]",
        sortOptions = false)
final class StartCommand implements Callable<Integer> {

    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    LookOptions looking = new LookOptions();

    @Option(
            names = "--schedule",
            paramLabel = "TIME",
            required = true,
            description = "Capture again and again, with so much time between, at least 1s: 30s, 5m, 1h.")
    String schedule = "";

    @Option(
            names = "--dsn",
            paramLabel = "DSN",
            description = "The Sentry project. Default: that of the application, else SENTRY_DSN of that JVM.")
    @Nullable
    String dsn;

    @Option(names = "--each", description = "One event a thread. Default: one with all threads.")
    boolean each;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        check();
        Map<String, String> settings = new HashMap<>(looking.settings());
        settings.put("schedule", schedule);
        settings.put("each", Boolean.toString(each));
        if (dsn != null) {
            settings.put("dsn", dsn);
        }
        spec.commandLine().getOut().println(target.ask(socket -> AgentRequest.start(socket, settings)));
        return ExitCode.OK;
    }

    /** As the agent would, but before it is loaded. */
    private void check() {
        looking.check();
        if (!schedule.matches("[0-9]{1,9}(ms|s|m|h)")) {
            throw new IllegalArgumentException("--schedule: '" + schedule + "' is no time such as 30s, 5m or 1h");
        }
        if (dsn != null && SentryProject.of(dsn).isEmpty()) {
            throw new IllegalArgumentException("--dsn: that is no DSN, which looks like https://KEY@HOST/PROJECT");
        }
    }
}
