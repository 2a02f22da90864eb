package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Jvms;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.send.JsonLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor PID}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a capture of a JVM would show, what not, and what would change that.",
            "Loads nothing into it, unless --look is given.",
            ""
        },
        customSynopsis = "thread-reporter doctor PID [OPTIONS]",
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PID", description = "The process.")
    String pid = "";

    @Option(
            names = "--look",
            description = "Take a real look, with our agent, and tell what was missing in it. It is shown to nobody.")
    boolean look;

    @Option(names = "--json", description = "One line of JSON for each finding, for scripts.")
    boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Give up when the JVM has not answered for so many seconds. Default: 30.")
    int timeout = 30;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Ranges.check("--timeout", timeout, 1, 86_400);
        Duration patience = Duration.ofSeconds(timeout);
        Jvm jvm = Jvms.of(Pids.parse(pid));
        List<Finding> findings = new ArrayList<>();
        try (Attachment attachment = Attachment.to(jvm, Deadline.in(patience))) {
            findings.add(Finding.there("attaching", "as user " + jvm.user()));
            findings.addAll(Checkup.of(TargetProperties.of(attachment, Deadline.in(patience)), jvm.agentsLoadable()));
        }
        if (look) {
            findings.addAll(missing(jvm, patience));
        }
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(json ? line(finding) : text(finding)));
        return ExitCode.OK;
    }

    private List<Finding> missing(Jvm jvm, Duration patience) throws IOException {
        Progress silent = new Progress(spec.commandLine().getErr(), false);
        try (Source source = AgentSource.of(jvm.pid(), patience, silent)) {
            List<Finding> findings = new ArrayList<>();
            for (Missing missing : source.look(Map.of()).dump().account().missing()) {
                findings.add(Finding.lacking(missing.what(), missing.why(), missing.remedy()));
            }
            if (findings.isEmpty()) {
                findings.add(Finding.there("a look at it", "nothing was missing"));
            }
            return findings;
        }
    }

    private static String text(Finding finding) {
        String line = (finding.there() ? "yes  " : "NO   ") + Texts.shown(finding.what() + ": " + finding.why());
        return finding.remedy().isEmpty() ? line : line + System.lineSeparator() + "     -> " + finding.remedy();
    }

    private static String line(Finding finding) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("there", finding.there());
        line.put("what", finding.what());
        line.put("why", finding.why());
        line.put("remedy", finding.remedy());
        return JsonLine.of(line);
    }
}
