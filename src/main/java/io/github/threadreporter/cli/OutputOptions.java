package io.github.threadreporter.cli;

import io.github.threadreporter.send.SentryProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where captures go, and in which form. */
final class OutputOptions {

    @Option(
            names = "--to",
            paramLabel = "sentry|text|json|html",
            description =
                    "Where it goes: to Sentry, or as text, JSON (one line a capture) or one HTML page to the terminal"
                            + " or to -o. Default: sentry where --dsn or SENTRY_DSN names one, else text.")
    @Nullable
    Destination to;

    @Option(
            names = "--dsn",
            paramLabel = "DSN",
            description = "The Sentry project. With --to sentry alone: that of the application, else SENTRY_DSN.")
    @Nullable
    String dsn;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file instead of the terminal. It is replaced, and readable for you alone.")
    @Nullable
    Path output;

    @ArgGroup
    Shape shape = new Shape();

    @Option(
            names = "--sources",
            paramLabel = "PATH",
            split = ",",
            description =
                    "Folder or archive with source code, beside those that are found without help. Default:" + " none.")
    List<Path> sources = List.of();

    @Option(
            names = "--dry-run",
            description = "Write exactly the bytes that would be sent to Sentry, to the terminal or to -o, and send"
                    + " nothing. Needs no DSN.")
    boolean dryRun;

    @Option(
            names = "--json",
            description =
                    "For scripts: tell what became of each event, or of the file, as one line of JSON, and show no"
                            + " progress. The threads as JSON: --to json.")
    boolean json;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description = "Colours in the terminal. Default: auto; the variable NO_COLOR is respected.")
    Colors color = Colors.AUTO;

    /** One event or several. */
    static final class Shape {
        @Option(names = "--all", description = "Sentry: one event with every thread. This is the default.")
        boolean all;

        @Option(names = "--each", description = "Sentry: one event a thread, or for threads at the same place one.")
        boolean each;
    }

    /** When to use colours. */
    enum Colors {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** @throws IllegalArgumentException if something would fail later, when the JVM has been looked at for nothing */
    void check() {
        if (output != null) {
            PrivateFile.check(output);
        }
        if (dsn != null && SentryProject.of(dsn).isEmpty()) {
            throw new IllegalArgumentException("--dsn: that is no DSN, which looks like https://KEY@HOST/PROJECT");
        }
    }

    /**
     * Where it goes after all. A project that only the application names is not written to unless that was asked for.
     *
     * @throws IllegalArgumentException if options contradict each other
     */
    Destination destination(Map<String, String> environment) {
        if (to != null && to != Destination.SENTRY) {
            refuse("--dry-run", dryRun);
            refuse("--each", shape.each);
            refuse("--dsn", dsn != null);
            refuseSummary();
            return to;
        }
        boolean named =
                dsn != null || environment.containsKey("SENTRY_DSN") || System.getProperty("sentry.dsn") != null;
        if (to == Destination.SENTRY || named || dryRun) {
            if (output != null && !dryRun) {
                throw new IllegalArgumentException(
                        "-o names a file, and what goes to Sentry is written to none; add --to text,"
                                + " json or html, or --dry-run");
            }
            return Destination.SENTRY;
        }
        refuse("--each", shape.each);
        refuseSummary();
        return Destination.TEXT;
    }

    /** There would be two things on standard output. */
    private void refuseSummary() {
        if (json && output == null) {
            throw new IllegalArgumentException(
                    "--json tells of events, or of the file of -o; for the threads as JSON: --to json");
        }
    }

    private void refuse(String option, boolean given) {
        if (given) {
            throw new IllegalArgumentException(option + " is for --to sentry alone");
        }
    }

    Map<String, String> settings() {
        return sources.isEmpty()
                ? Map.of()
                : Map.of(
                        "sources",
                        String.join(",", sources.stream().map(Path::toString).toList()));
    }

    boolean colored(Map<String, String> environment) {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> output == null && !environment.containsKey("NO_COLOR") && Terminal.isStandardOutput();
        };
    }
}
