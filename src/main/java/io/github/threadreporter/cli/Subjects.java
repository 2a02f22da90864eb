package io.github.threadreporter.cli;

import io.github.threadreporter.Subject;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.model.ThreadDump;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Where the classes and sources of a process are, as this process sees them. */
final class Subjects {

    private Subjects() {}

    /**
     * @param root the root of that process's file system as we see it, e.g. {@code /proc/4711/root}
     * @param complaints told of what is there and cannot be read
     */
    static Subject of(TargetFacts facts, ThreadDump dump, Path root, Consumer<String> complaints) {
        Path folder = path(root, Path.of("/"), facts.properties().getOrDefault("user.dir", "/"))
                .orElse(root);
        List<Path> entries = new ArrayList<>();
        for (String entry :
                facts.properties().getOrDefault("java.class.path", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                path(root, folder, entry).ifPresent(entries::add);
            }
        }
        List<Map<String, String>> secrets = new ArrayList<>(List.of(facts.environment(), facts.properties()));
        secrets.addAll(SentryFiles.of(
                facts, entries, name -> path(root, folder, name).stream().toList(), complaints));
        String home = facts.properties().get("java.home");
        return new Subject(
                dump.info().jvm().mainClass(),
                secrets,
                entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                home == null ? null : path(root, folder, home).orElse(null),
                false);
    }

    /** Through the kernel's own door where it lives in another file system than we do. */
    static Path root(Jvm jvm) {
        return jvm.isolated() ? Path.of("/proc", Long.toString(jvm.pid()), "root") : Path.of("/");
    }

    /** Empty where it is no path: the JVM found nothing there either. */
    private static Optional<Path> path(Path root, Path folder, String text) {
        try {
            Path path = Path.of(text);
            return Optional.of(path.isAbsolute() ? root.resolve(Path.of("/").relativize(path)) : folder.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
