package io.github.threadreporter.command;

import io.github.threadreporter.attach.Answer;
import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.attach.Jvms;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of us can be seen in a JVM, from outside. */
final class Traces {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private final Target target;

    Traces(Target target) {
        this.target = target;
    }

    /** Our files and folders in its /tmp, those of other captures on this machine included. */
    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(target.proc().resolve("root/tmp"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("thread-reporter") || name.startsWith(".attach_pid"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** How often our native library is loaded. */
    long libraries() throws IOException {
        return Files.readAllLines(target.proc().resolve("maps")).stream()
                .filter(line -> line.contains("libthreadreporter"))
                .filter(line -> line.split(" +")[2].equals("00000000"))
                .count();
    }

    /** Files of ours that it holds open: the jar, which has no name any more. */
    long openFiles() throws IOException {
        return links().stream().filter(link -> link.contains("thread-reporter")).count();
    }

    /** Ports at which it listens, as lines of the kernel's tables. */
    List<String> ports() throws IOException {
        Set<String> own = new HashSet<>();
        for (String link : links()) {
            Matcher socket = SOCKET.matcher(link);
            if (socket.matches()) {
                own.add(socket.group(1));
            }
        }
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(table -> lines(target.proc().resolve("net").resolve(table)))
                .filter(line -> own.contains(line.strip().split(" +")[9]))
                .toList();
    }

    /** Names of the files at which it listens or is connected, the JVM's own included. */
    Set<String> socketFiles() throws IOException {
        Set<String> own = Set.copyOf(links());
        return lines(target.proc().resolve("net/unix"))
                .map(line -> line.strip().split(" +"))
                .filter(fields -> fields.length == 8 && own.contains("socket:[" + fields[6] + "]"))
                .map(fields -> fields[7])
                .collect(Collectors.toSet());
    }

    private List<String> links() throws IOException {
        try (Stream<Path> all = Files.list(target.proc().resolve("fd"))) {
            return all.map(Traces::link).toList();
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (NoSuchFileException e) {
            return ""; // closed meanwhile
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (NoSuchFileException e) {
            return Stream.of(); // a machine without that protocol
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its own thread dump. */
    String threads() throws IOException {
        return ask("threaddump");
    }

    /** How many classes are loaded there. */
    int classes() throws IOException {
        String statistics = ask("jcmd", "VM.classloader_stats");
        Matcher total = Pattern.compile("(?m)^Total = \\d+\\s+(\\d+)").matcher(statistics);
        if (!total.find()) {
            throw new IllegalStateException(statistics);
        }
        return Integer.parseInt(total.group(1));
    }

    /** The class loaders there, as a tree. */
    String loaders() throws IOException {
        return ask("jcmd", "VM.classloaders");
    }

    private String ask(String command, String... arguments) throws IOException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(30));
        try (Attachment attachment = Attachment.to(Jvms.of(target.pid()), deadline);
                Answer answer = attachment.execute(deadline, command, arguments)) {
            return answer.text();
        }
    }
}
