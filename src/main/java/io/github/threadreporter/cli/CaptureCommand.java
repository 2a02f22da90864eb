package io.github.threadreporter.cli;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capture PID}. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at every thread of a running JVM, and shows what it saw.",
            "The JVM pauses for some milliseconds. A small agent stays in it and does nothing",
            "until asked again; stop takes it away. --no-agent brings none.",
            ""
        },
        customSynopsis = "thread-reporter capture PID [OPTIONS]",
        sortOptions = false)
final class CaptureCommand implements Callable<Integer> {

    private static final String SELF_TEST = "self-test";

    @Parameters(paramLabel = "PID", description = "The process, or self-test for a demonstration with one of our own.")
    String pid = "";

    @Mixin
    LookOptions looking = new LookOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--repeat",
            order = -1,
            paramLabel = "N",
            description = "Take so many looks, 1 to 100. Text shows the last one and marks what moved since the first"
                    + " and what did not; HTML holds all and marks the same; JSON is a line for each look; Sentry gets"
                    + " an event for each look. Default: 1.")
    int repeat = 1;

    @Option(names = "--interval", order = -1, paramLabel = "S", description = "Seconds between looks. Default: 2.")
    double interval = 2;

    @Option(
            names = "--timeout",
            order = -1,
            paramLabel = "S",
            description = "Give up when the JVM has not answered for so many seconds. Default: 30.")
    int timeout = 30;

    @Option(
            names = "--no-agent",
            order = -1,
            description =
                    "Load nothing into that JVM: its own thread dump, without variables and context. Default: load the"
                            + " agent.")
    boolean noAgent;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ranges.check("--repeat", repeat, 1, 100);
        Ranges.check("--timeout", timeout, 1, 86_400);
        Ranges.check("--interval", interval, 0.01, 86_400);
        Destination to = output.destination(System.getenv());
        if (pid.equals(SELF_TEST) && looking.inApp == null) {
            looking.inApp =
                    List.of(SelfTest.class.getPackageName()); // nothing to guess it from: the main class is the jar
        }
        looking.check();
        output.check();
        Settings settings = looking.effective().under(output.settings());
        Progress progress = new Progress(spec.commandLine().getErr(), !output.json);
        List<Taken> taken;
        try (Source source = source(progress)) {
            taken = looks(source, progress);
        }
        return new Outlet(output, settings, spec.commandLine().getOut(), progress).give(taken, to);
    }

    private Source source(Progress progress) throws IOException {
        if (pid.equals(SELF_TEST)) {
            return new SelfTest(progress);
        }
        Duration patience = Duration.ofSeconds(timeout);
        long number = Pids.parse(pid);
        return noAgent ? PrintSource.of(number, patience, progress) : AgentSource.of(number, patience, progress);
    }

    private List<Taken> looks(Source source, Progress progress) throws IOException, InterruptedException {
        Map<String, String> wanted = looking.settings();
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            if (i > 0) {
                Thread.sleep(Math.round(interval * 1_000));
            }
            Taken look = source.look(wanted);
            CaptureTimes times = look.dump().info().times();
            progress.say((repeat == 1 ? "" : "look " + (i + 1) + " of " + repeat + ": ")
                    + "captured " + look.dump().threads().size() + " threads"
                    + (look.dump().tasks().isEmpty()
                            ? ""
                            : " and " + look.dump().tasks().size() + " tasks")
                    + (times.equals(CaptureTimes.NONE) ? "" : ", paused for " + Texts.millis(times.pause())));
            taken.add(look);
        }
        return taken;
    }
}
