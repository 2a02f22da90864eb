package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Answer;
import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.model.TargetFacts;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a JVM tells of itself to anybody who may attach; nothing is loaded for it.
 *
 * @param system its system properties
 * @param arguments with which it was started, those from environment variables included
 */
record TargetProperties(Properties system, List<String> arguments) {

    TargetProperties {
        arguments = List.copyOf(arguments);
    }

    static TargetProperties of(Attachment attachment, Deadline deadline) throws IOException {
        Properties agent = ask(attachment, deadline, "agentProperties");
        String all = agent.getProperty("sun.jvm.flags", "") + " " + agent.getProperty("sun.jvm.args", "");
        return new TargetProperties(
                ask(attachment, deadline, "properties"),
                Arrays.asList(all.strip().split("\\s+")));
    }

    private static Properties ask(Attachment attachment, Deadline deadline, String command) throws IOException {
        try (Answer answer = attachment.execute(deadline, command)) {
            Properties properties = new Properties();
            properties.load(new StringReader(answer.text()));
            return properties;
        }
    }

    /** The same for what is made of a dump; its environment is not known. */
    TargetFacts facts() {
        return new TargetFacts(
                Map.of(),
                system.stringPropertyNames().stream().collect(Collectors.toMap(n -> n, this::property)),
                null);
    }

    String property(String name) {
        return system.getProperty(name, "");
    }

    /** Its feature version, e.g. 17; 0 where it does not tell. */
    int feature() {
        String version = property("java.specification.version");
        return version.matches("[0-9]{1,3}") ? Integer.parseInt(version) : 0;
    }

    boolean hasArgument(String whole) {
        return arguments.contains(whole);
    }

    /** Whether this flag decides: the last one of its kind does. */
    boolean hasFlag(String flag) {
        String name = flag.substring("-XX:+".length());
        String last = "";
        for (String argument : arguments) {
            if (argument.equals("-XX:+" + name) || argument.equals("-XX:-" + name)) {
                last = argument;
            }
        }
        return last.equals(flag);
    }

    /** All arguments that begin so, joined; empty where there is none. */
    String argument(String beginning) {
        return String.join(
                " ",
                arguments.stream()
                        .filter(argument -> argument.startsWith(beginning))
                        .toList());
    }
}
