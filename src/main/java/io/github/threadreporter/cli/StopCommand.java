package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Jvm;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stop PID}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = {
            "Ends what the agent does in a JVM, and takes away what can be taken away.",
            "Its classes go with the next full garbage collection. A native library of some",
            "20 KB stays until that JVM ends, and does nothing. Where nothing of this is",
            "loaded, nothing is loaded to stop it.",
            ""
        },
        customSynopsis = "thread-reporter stop PID [OPTIONS]",
        sortOptions = false)
final class StopCommand implements Callable<Integer> {

    @Mixin
    TargetOptions target = new TargetOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Jvm jvm = target.jvm();
        if (jvm.mayAttach() && !jvm.oursLoaded()) {
            spec.commandLine()
                    .getOut()
                    .println("nothing of this is loaded in process " + jvm.pid() + ": nothing to stop");
            return ExitCode.OK;
        }
        spec.commandLine().getOut().println(target.ask(AgentRequest::stop));
        return ExitCode.OK;
    }
}
