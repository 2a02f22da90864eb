package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A private folder for files that a JVM is to see, in a container too: made with a name that nobody can guess, of mode
 * 0700, owned by the user of the JVM. It is removed with all that is in it when it is closed, and when this process is
 * told to end meanwhile, as by Ctrl-C; not when it is killed. Thread-safe.
 */
public final class Staging implements AutoCloseable {

    private static final Path TMP = Path.of("/tmp");
    private static final long MAX_BYTES = 256L << 20;

    private final Target target;
    private final Path seen;
    private final PrivateFolder folder;
    private final AtExit removal;

    private Staging(Target target, Path seen, PrivateFolder folder, AtExit removal) {
        this.target = target;
        this.seen = seen;
        this.folder = folder;
        this.removal = removal;
    }

    /**
     * In the JVM's {@code /tmp}.
     *
     * @throws AttachException if it cannot be made
     */
    public static Staging in(Jvm jvm) throws AttachException {
        return in(jvm, TMP);
    }

    /**
     * In another folder, e.g. where {@code /tmp} does not allow to load libraries.
     *
     * @param parent as the JVM sees it
     * @throws AttachException if it cannot be made
     * @throws IllegalArgumentException if the path is not absolute
     */
    public static Staging in(Jvm jvm, Path parent) throws AttachException {
        if (!parent.isAbsolute()) {
            throw new IllegalArgumentException("parent: '" + parent + "' is not absolute");
        }
        return in(Target.of(jvm.pid()), parent);
    }

    static Staging inTmp(Target target) throws AttachException {
        return in(target, TMP);
    }

    private static Staging in(Target target, Path parent) throws AttachException {
        try {
            return make(target, parent);
        } catch (IOException e) {
            target.now();
            throw Obstacles.noFolder(target.pid(), parent, e).exception(e);
        }
    }

    private static Staging make(Target target, Path parent) throws IOException {
        String name = PrivateFolder.randomName();
        TargetFolder above = TargetFolder.in(target.proc().root(), parent.toString());
        try {
            PrivateFolder folder = PrivateFolder.make(above, name);
            AtExit removal = new AtExit(() -> {
                try (above) {
                    folder.close();
                }
            });
            try {
                folder.give(target.status());
                return new Staging(target, parent.resolve(name), folder, removal);
            } catch (IOException | RuntimeException e) {
                removal.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            above.close();
            throw e;
        }
    }

    /** The path of a file in it, for the JVM. */
    public Path seenByTarget(String name) {
        return seen.resolve(checked(name));
    }

    /**
     * The path of a file in it, for this process alone and while it is open: it leads through an open descriptor, past
     * whatever anybody puts in the place of the folder.
     *
     * @throws AttachException if it is closed
     */
    public Path here(String name) throws AttachException {
        try {
            return folder.folder().at(checked(name));
        } catch (IOException e) {
            throw Obstacles.noFolder(target.pid(), seen, e).exception(e);
        }
    }

    /**
     * Puts a file into it, which must not be there yet, and which the JVM can read.
     *
     * @return its path, for the JVM
     * @throws AttachException if it cannot be written, or is larger than 256 MiB; nothing is left of it then
     */
    public Path copy(InputStream content, String name) throws AttachException {
        Path file = here(name);
        try {
            write(content, file);
            return seenByTarget(name);
        } catch (IOException e) {
            throw Obstacles.noFolder(target.pid(), seen, e).exception(e);
        }
    }

    /** Only the folder is shut to others, so that nothing in it need change hands. */
    private static void write(InputStream content, Path file) throws IOException {
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"))))) {
            byte[] buffer = new byte[64 << 10];
            long left = MAX_BYTES;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new IOException("more than " + MAX_BYTES + " bytes");
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\0")) {
            throw new IllegalArgumentException("name: '" + name + "' is not the name of a file");
        }
        return name;
    }

    Target target() {
        return target;
    }

    PrivateFolder folder() {
        return folder;
    }

    /** @throws AttachException if something could not be removed */
    @Override
    public void close() throws AttachException {
        try {
            removal.close();
        } catch (IOException e) {
            throw Obstacles.noFolder(target.pid(), seen, e).exception(e);
        }
    }
}
