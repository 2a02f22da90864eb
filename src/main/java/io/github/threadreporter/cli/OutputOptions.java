package io.github.threadreporter.cli;

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
            description = "Where it goes. Default: sentry where --dsn or SENTRY_DSN names one, else text.")
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
            description = "Write to this file instead of the terminal. It is made readable for you alone.")
    @Nullable
    Path output;

    @ArgGroup
    Shape shape = new Shape();

    @Option(
            names = "--sources",
            paramLabel = "PATH",
            split = ",",
            description = "Folder or archive with source code, beside those that are found without help.")
    List<Path> sources = List.of();

    @Option(names = "--dry-run", description = "Print exactly what would be sent to Sentry, and send nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Tell what became of it as one line of JSON, for scripts.")
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

        @Option(names = "--each", description = "Sentry: one event a thread, or a group of threads at the same place.")
        boolean each;
    }

    /** When to use colours. */
    enum Colors {
        AUTO,
        ALWAYS,
        NEVER
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
            return to;
        }
        boolean named =
                dsn != null || environment.containsKey("SENTRY_DSN") || System.getProperty("sentry.dsn") != null;
        if (to == Destination.SENTRY || named || dryRun) {
            if (output != null && !dryRun) {
                throw new IllegalArgumentException("-o names a file, and what goes to Sentry is not written to one");
            }
            return Destination.SENTRY;
        }
        refuse("--each", shape.each);
        return Destination.TEXT;
    }

    private void refuse(String option, boolean given) {
        if (given) {
            throw new IllegalArgumentException(option + " is for --to sentry");
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
