package io.github.threadreporter.cli;

import io.github.threadreporter.attach.AttachException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code java -jar thread-reporter.jar}. Called by the agent's class loader by name. */
@Command(
        name = "thread-reporter",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows what every thread of a running JVM is doing, with source lines and local variables:",
            "in this terminal, in a page that can be mailed, or in Sentry. The JVM needs no preparation.",
            ""
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  thread-reporter list                                 which JVMs are there?",
            "  thread-reporter capture 4711                         look at one, in this terminal",
            "  thread-reporter capture 4711 --to html -o report.html",
            "  SENTRY_DSN=... thread-reporter capture 4711          send it to Sentry",
            "  thread-reporter send hs_thread_dump.txt              render a dump that somebody else made",
            "",
            "Exit codes: 0 all right, 1 failed, 2 wrong usage, 3 the JVM cannot be looked at or did not answer,",
            "4 captured, but not all of it arrived in Sentry."
        },
        subcommands = {
            ListCommand.class,
            CaptureCommand.class,
            SendCommand.class,
            DoctorCommand.class,
            StartCommand.class,
            StopCommand.class,
            GenerateCompletion.class
        })
public final class Main {

    private Main() {}

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, arguments);
        out.flush();
        System.exit(code);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
                .execute(arguments);
    }

    /** In words: a stack trace helps nobody at 3 a.m. but the developer of this, who can ask for it. */
    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println("thread-reporter: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        if (Boolean.getBoolean("threadreporter.stacktrace")) {
            e.printStackTrace(err);
        }
        if (e instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        return e instanceof AttachException || e instanceof TargetException ? ExitCode.TARGET : ExitCode.FAILED;
    }
}
