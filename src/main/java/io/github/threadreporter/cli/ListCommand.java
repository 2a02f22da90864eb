package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Jvms;
import io.github.threadreporter.attach.Obstacle;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Lists the JVMs of this machine, also those in containers. Touches none of them.", ""},
        customSynopsis = "thread-reporter list [OPTIONS]",
        sortOptions = false)
final class ListCommand implements Callable<Integer> {

    private static final String ROW = "%-8s %-12s %-10s %-12s %-7s %s%n";

    @Option(names = "--json", description = "One line of JSON for each, for scripts.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Jvm> jvms = Jvms.list();
        if (json) {
            jvms.forEach(jvm -> out.println(Lines.of(jvm)));
            return ExitCode.OK;
        }
        if (jvms.isEmpty()) {
            spec.commandLine().getErr().println("there is no JVM here that this user can see; root sees those of all");
            return ExitCode.OK;
        }
        out.printf(ROW, "PID", "USER", "JAVA", "WHERE", "AGENT", "MAIN");
        for (Jvm jvm : jvms) {
            out.printf(
                    ROW,
                    jvm.pid(),
                    Texts.shown(jvm.user()),
                    Texts.shown(jvm.version()),
                    jvm.isolated() ? "container" : "here",
                    jvm.oursLoaded() ? "loaded" : "-",
                    Texts.shown(jvm.main()));
            Obstacle obstacle = jvm.obstacle();
            if (obstacle != null) {
                out.println("         cannot be attached to: " + Texts.shown(obstacle.text()));
            }
        }
        return ExitCode.OK;
    }
}
