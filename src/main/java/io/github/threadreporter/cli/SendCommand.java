package io.github.threadreporter.cli;

import io.github.threadreporter.Subject;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.dumpfile.DumpFiles;
import io.github.threadreporter.dumpfile.Reading;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.PrintWriter;
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
            "Sends or renders thread dumps that others made: jstack, jcmd Thread.print, kill -3 within a log,",
            "Thread.dump_to_file as JSON or text, and captures that were saved with --to json.",
            ""
        })
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
        Settings settings = looking.effective().under(output.settings());
        PrintWriter err = spec.commandLine().getErr();
        List<Taken> taken = new ArrayList<>();
        for (Path file : files) {
            Reading reading = DumpFiles.read(file, CaptureLimits.DEFAULTS);
            reading.problems().forEach(problem -> err.println(file + ": " + problem.text()));
            for (ThreadDump dump : reading.dumps()) {
                taken.add(new Taken(Subject.unknown(dump.info().jvm().mainClass()), dump, null));
            }
        }
        if (taken.isEmpty()) {
            err.println("thread-reporter: there is no thread dump in " + files);
            return ExitCode.FAILED;
        }
        Progress progress = new Progress(err, !output.json);
        return new Outlet(output, settings, spec.commandLine().getOut(), progress).give(taken, to);
    }
}
