package io.github.threadreporter.cli;

import io.github.threadreporter.Subject;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.dumpfile.DumpFiles;
import io.github.threadreporter.dumpfile.Reading;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code send FILE...}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Shows thread dumps that others made, or sends them to Sentry.",
            "Those of jstack, jcmd Thread.print, kill -3 (within a log, too), Thread.dump_to_file",
            "as JSON or text, and captures that were saved with --to json; packed with gzip or not.",
            "Where a part cannot be read, its line is named and the rest is used.",
            ""
        },
        customSynopsis = "thread-reporter send FILE... [OPTIONS]",
        sortOptions = false)
final class SendCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Thread dumps; several in one file are found.")
    List<Path> files = List.of();

    @Mixin
    LookOptions looking = new LookOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Destination to = output.destination(System.getenv());
        looking.check();
        output.check();
        Settings settings = looking.effective().under(output.settings());
        PrintWriter err = spec.commandLine().getErr();
        List<Taken> taken = new ArrayList<>();
        boolean all = true;
        for (Path file : files) {
            List<ThreadDump> dumps = read(file, err);
            all &= !dumps.isEmpty();
            for (ThreadDump dump : dumps) {
                taken.add(new Taken(Subject.unknown(dump.info().jvm().mainClass()), dump, null));
            }
        }
        if (taken.isEmpty()) {
            err.println("thread-reporter: no thread dump was found; what can be read: thread-reporter send --help");
            return ExitCode.FAILED;
        }
        Progress progress = new Progress(err, !output.json);
        int code = new Outlet(output, settings, spec.commandLine().getOut(), progress).give(taken, to);
        return code == ExitCode.OK && !all ? ExitCode.FAILED : code;
    }

    /** One file that cannot be read keeps nobody from the others. */
    private static List<ThreadDump> read(Path file, PrintWriter err) {
        try {
            if (Files.isDirectory(file)) {
                err.println(file + ": is a folder; name the files in it");
                return List.of();
            }
            Reading reading = DumpFiles.read(file, CaptureLimits.DEFAULTS);
            reading.problems().forEach(problem -> err.println(Texts.shown(file + ": " + problem.text())));
            return reading.dumps();
        } catch (IOException e) {
            String why = Texts.failure(e);
            err.println(Texts.shown(why.startsWith(file.toString()) ? why : file + ": " + why));
            return List.of();
        }
    }
}
