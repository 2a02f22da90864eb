package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel tells about a process.
 *
 * @param pid as we see it
 * @param folder its folder below {@code /proc}
 */
record Proc(long pid, Path folder) {

    static final Path ROOT = Path.of("/proc");

    /** Paths of the kernel are at most 4 KiB; a command line may be much longer. */
    private static final int MAX_BYTES = 1 << 20;

    static Proc of(long pid) {
        return new Proc(pid, ROOT.resolve(Long.toString(pid)));
    }

    boolean exists() {
        return Files.exists(folder);
    }

    /** The magic link to its root folder, which leads into its mount namespace. */
    Path root() {
        return folder.resolve("root");
    }

    /** At most the first MiB. */
    String read(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }

    ProcStatus status() throws IOException {
        return ProcStatus.parse(read("status"));
    }

    /** Where a link leads, e.g. {@code mnt:[4026532177]} for {@code ns/mnt}; empty where we may not see that. */
    Optional<String> link(String name) {
        return link(folder.resolve(name));
    }

    static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty(); // not there any more, or not for us
        }
    }

    /** Whether both are seen to live in different namespaces of that kind. */
    boolean isApart(Proc other, String namespace) {
        Optional<String> mine = link("ns/" + namespace);
        Optional<String> others = other.link("ns/" + namespace);
        return mine.isPresent() && others.isPresent() && !mine.equals(others);
    }
}
