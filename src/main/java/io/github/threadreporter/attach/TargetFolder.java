package io.github.threadreporter.attach;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * An opened folder of another process. Paths go through the open descriptor: they stay right when somebody moves the
 * folder or puts a link in its place, they are short enough for any socket, and they outlive the process.
 *
 * <p>A link inside a container would be followed from <em>our</em> root, that is out of the container. So names are
 * resolved here, step by step, and the kernel is told to follow none.
 */
final class TargetFolder implements Closeable {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int MAX_LINKS = 40;
    private static final int MAX_PARTS = 256;

    private final SecureDirectoryStream<Path> stream;
    private final Object key;
    private final Path pinned;

    private TargetFolder(DirectoryStream<Path> opened) throws IOException {
        try {
            stream = secure(opened);
            key = key(stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes());
            pinned = descriptor(key);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What a magic link such as {@code /proc/PID/cwd} leads to. */
    @SuppressWarnings("StreamResourceLeak") // closed together with the result
    static TargetFolder behind(Path magicLink) throws IOException {
        return new TargetFolder(Files.newDirectoryStream(magicLink));
    }

    /**
     * A folder as the process names it.
     *
     * @param root {@code /proc/PID/root}
     */
    static TargetFolder in(Path root, String path) throws IOException {
        TargetFolder at = behind(root);
        for (String part : resolved(root, path)) {
            try (TargetFolder parent = at) {
                at = parent.child(part);
            }
        }
        return at;
    }

    /** The same path without links; what happens to it later is noticed when it is opened. */
    private static List<String> resolved(Path root, String path) throws IOException {
        Deque<String> todo = new ArrayDeque<>(parts(path));
        List<String> done = new ArrayList<>();
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.removeFirst();
            if (part.equals("..")) {
                if (!done.isEmpty()) {
                    done.remove(done.size() - 1);
                }
                continue;
            }
            Path here = root.resolve(String.join("/", done)).resolve(part);
            if (!Files.isSymbolicLink(here)) {
                done.add(part);
                continue;
            }
            String target = Files.readSymbolicLink(here).toString();
            List<String> more = parts(target);
            if (++links > MAX_LINKS || todo.size() + more.size() > MAX_PARTS) {
                throw new IOException(path + ": too many links");
            }
            if (target.startsWith("/")) {
                done.clear();
            }
            for (int i = more.size() - 1; i >= 0; i--) {
                todo.addFirst(more.get(i));
            }
        }
        return done;
    }

    private static List<String> parts(String path) throws IOException {
        List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
        if (parts.size() > MAX_PARTS) {
            throw new IOException("a path of more than " + MAX_PARTS + " parts");
        }
        parts.removeIf(part -> part.isEmpty() || part.equals("."));
        return parts;
    }

    /** A folder in it, which must not be a link. */
    TargetFolder child(String name) throws IOException {
        return new TargetFolder(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * The path of an entry, for this process alone and while the folder is open.
     *
     * @throws IOException if the folder is closed
     */
    Path at(String name) throws IOException {
        if (!leadsTo(key, pinned)) {
            throw new IOException("the folder has been closed");
        }
        return pinned.resolve(name);
    }

    /** Itself, by its descriptor. */
    Path itself() throws IOException {
        return at("");
    }

    /** Removes an empty folder in it. */
    void removeFolder(String name) throws IOException {
        stream.deleteDirectory(Path.of(name));
    }

    /** Removes what is in it, and follows no link. */
    void clear() throws IOException {
        clear(stream, 0);
    }

    private static void clear(SecureDirectoryStream<Path> folder, int depth) throws IOException {
        if (depth == MAX_LINKS) {
            throw new IOException("folders in folders: more than " + MAX_LINKS);
        }
        // Entries of a stream can be asked for only once, so they are of another one.
        try (SecureDirectoryStream<Path> entries = secure(folder.newDirectoryStream(Path.of(".")))) {
            for (Path entry : entries) {
                Path name = Objects.requireNonNull(entry.getFileName());
                BasicFileAttributes attributes = entries.getFileAttributeView(
                                name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes();
                if (attributes.isDirectory()) {
                    try (SecureDirectoryStream<Path> inner =
                            secure(entries.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS))) {
                        clear(inner, depth + 1);
                    }
                    entries.deleteDirectory(name);
                } else {
                    entries.deleteFile(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException("a folder cannot be listed", e);
        }
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this system cannot open folders safely");
    }

    private static Path descriptor(Object key) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(key, descriptor)) {
                    return descriptor;
                }
            }
        }
        throw new IOException("an open folder is not among the descriptors of this process");
    }

    private static boolean leadsTo(Object key, Path descriptor) throws IOException {
        try {
            return key.equals(key(Files.readAttributes(descriptor, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return false; // closed by another thread
        }
    }

    private static Object key(BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        if (key == null) {
            throw new IOException("this system does not tell one folder from another");
        }
        return key;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
