package io.github.threadreporter.cli;

import io.github.threadreporter.AgentReporter;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.send.SentryProject;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
        customSynopsis = "thread-reporter start PID (--schedule WHEN | --triggers NAMES) [OPTIONS]",
        sortOptions = false)
final class StartCommand implements Callable<Integer> {

    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    LookOptions looking = new LookOptions();

    @Option(
            names = "--schedule",
            paramLabel = "WHEN",
            description = "Capture again and again: 30s, 5m, 1h, or a cron expression; at least 1s.")
    @Nullable
    String schedule;

    @Option(
            names = "--triggers",
            paramLabel = "NAMES",
            description = "Capture when something is wrong: all, or names such as deadlock,stuck-thread.")
    @Nullable
    String triggers;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Any other option of the configuration, e.g. stuck-thread.after=1m. May be repeated.")
    Map<String, String> options = new LinkedHashMap<>();

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
        settings.putAll(asked());
        settings.put("each", Boolean.toString(each));
        if (dsn != null) {
            settings.put("dsn", dsn);
        }
        spec.commandLine().getOut().println(target.ask(socket -> AgentRequest.start(socket, settings)));
        return ExitCode.OK;
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new HashMap<>(options);
        if (schedule != null) {
            asked.put("schedule", schedule);
        }
        if (triggers != null) {
            asked.put("triggers", triggers);
        }
        return asked;
    }

    /** As the agent would, but before it is loaded. */
    private void check() {
        looking.check();
        if (asked().isEmpty()) {
            throw new IllegalArgumentException(
                    "--schedule, --triggers or --set: without any of them nothing would start");
        }
        for (String fault : AgentReporter.faults(Settings.of(asked())).values()) {
            throw new IllegalArgumentException(fault);
        }
        if (dsn != null && SentryProject.of(dsn).isEmpty()) {
            throw new IllegalArgumentException("--dsn: that is no DSN, which looks like https://KEY@HOST/PROJECT");
        }
    }
}
