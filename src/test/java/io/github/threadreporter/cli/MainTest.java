package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command ends, and what it says then. */
class MainTest {

    @TempDir
    Path folder;

    @Test
    void nothing_showsTheHelp_andIsWrongUsage() {
        Command run = Command.run();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("list", "capture", "send", "doctor", "start", "stop", "Exit codes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "list", "capture", "send", "doctor", "start", "stop"})
    void help_isGivenForEachCommand_withinEightyColumns(String name) {
        Command run = name.isEmpty() ? Command.run("--help") : Command.run(name, "--help");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(run.out()).contains("thread-reporter");
    }

    @Test
    void help_namesEachCommandWithAWholeSentence() {
        String help = Command.run("--help").out().replaceAll("\\s+", " ");

        assertThat(help).contains("Shows thread dumps that others made, or sends them to Sentry.");
    }

    @Test
    void version_isThatOfTheBuild() {
        Command run = Command.run("--version");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).matches("(?s)thread-reporter [0-9]+\\.[0-9]+.*");
    }

    @Test
    void completion_isAScriptForTheShell() {
        Command run = Command.run("generate-completion");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("complete -F", "--repeat", "doctor");
    }

    @Test
    void option_thatDoesNotExist_isToldInShort_withWhereToReadMore() {
        Command run = Command.run("capture", "--repaet", "3", "1");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--repaet", "--repeat", "thread-reporter capture --help");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(4);
    }

    @Test
    void missingPid_isWrongUsage() {
        assertThat(Command.run("capture").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void allAndEach_togetherAreWrongUsage() {
        assertThat(Command.run("capture", "1", "--all", "--each").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void pid_ofNothing_isATarget_andListIsNamed() {
        Command run = Command.run("doctor", "2147483647");

        assertThat(run.code()).isEqualTo(ExitCode.TARGET);
        assertThat(run.err()).contains("there is no process 2147483647", "list");
    }

    @Test
    void mistakes_areToldBeforeTheProcessIsLookedFor() {
        List<List<String>> wrong = List.of(
                List.of("--repeat", "0"),
                List.of("--repeat", "101"),
                List.of("--interval", "0"),
                List.of("--timeout", "0"),
                List.of("--variables", "none"),
                List.of("--limit", "none=1"),
                List.of("--dsn", "none"),
                List.of("--to", "text", "-o", folder.toString()),
                List.of("--to", "text", "-o", folder.resolve("missing/f").toString()));
        for (List<String> options : wrong) {
            String[] arguments = new String[options.size() + 2];
            arguments[0] = "capture";
            arguments[1] = "2147483647";
            for (int i = 0; i < options.size(); i++) {
                arguments[i + 2] = options.get(i);
            }

            Command run = Command.run(arguments);

            assertThat(run.code()).as("%s", options).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .as("%s", options)
                    .contains("thread-reporter: -")
                    .doesNotContain("2147483647");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void schedule_thatIsNoTime_isToldBeforeTheProcessIsLookedFor() {
        Command run = Command.run("start", "2147483647", "--schedule", "5");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("threadreporter.schedule: '5'", "30s").doesNotContain("2147483647");
    }

    @Test
    void list_asJson_isOneObjectALine() {
        Command run = Command.run("list", "--json");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line).startsWith("{\"pid\":").endsWith("}"));
    }
}
