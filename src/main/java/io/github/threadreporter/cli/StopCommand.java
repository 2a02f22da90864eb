package io.github.threadreporter.cli;

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
            "Ends what the agent does in a JVM, and lets go of it: its classes are unloaded by the next full garbage",
            "collection. A native library of some 20 KB stays until that JVM ends, and does nothing.",
            ""
        })
final class StopCommand implements Callable<Integer> {

    @Mixin
    TargetOptions target = new TargetOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(target.ask(AgentRequest::stop));
        return ExitCode.OK;
    }
}
