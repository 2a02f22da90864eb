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
            "Shows what every thread of a running JVM is doing, with source lines and",
            "local variables: in this terminal, in a page that can be mailed, or in Sentry.",
            "The JVM needs no preparation.",
            ""
        },
        customSynopsis = "java -jar thread-reporter.jar COMMAND [OPTIONS]",
        sortOptions = false,
        commandListHeading = "%nCommands (each has its own --help):%n",
        footerHeading = "%nFor example, with thread-reporter for java -jar thread-reporter.jar:%n",
        footer = {
            "  thread-reporter list                    which JVMs are there?",
            "  thread-reporter capture 4711            look at one, here in the terminal",
            "  thread-reporter capture 4711 --to html -o report.html",
            "  thread-reporter capture 4711 --repeat 3         what moves, what hangs?",
            "  SENTRY_DSN=... thread-reporter capture 4711     send it to Sentry",
            "  thread-reporter send jstack.txt         show a dump that others made",
            "",
            "Exit codes:",
            "  0  all right",
            "  1  something failed",
            "  2  the command line is wrong",
            "  3  the JVM cannot be looked at, or did not answer",
            "  4  captured, but not all of it arrived in Sentry"
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
        if (arguments.length == 0) {
            new CommandLine(new Main()).usage(err);
            return ExitCode.USAGE;
        }
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, given) -> mistyped(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
                .execute(arguments);
    }

    /** What is wrong, and where to read more: the whole help would hide it. */
    private static int mistyped(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("thread-reporter: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** In words: a stack trace helps nobody at 3 a.m. but the developer of this, who can ask for it. */
    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println("thread-reporter: " + Texts.shown(Texts.failure(e)));
        if (Boolean.getBoolean("threadreporter.stacktrace")) {
            e.printStackTrace(err);
        }
        if (e instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        return e instanceof AttachException || e instanceof TargetException ? ExitCode.TARGET : ExitCode.FAILED;
    }
}
