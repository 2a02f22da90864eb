package io.github.threadreporter.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Who owns files: by number, for names differ between containers. */
final class Owner {

    static final int ROOT = 0;

    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private Owner() {}

    /** The user id that owns a file, or a link itself. */
    static int of(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The user id that owns what an open descriptor leads to. */
    static int behind(Path descriptor) throws IOException {
        return (int) Files.getAttribute(descriptor, "unix:uid");
    }

    static boolean isSocket(Path file) throws IOException {
        return ((int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & TYPE) == SOCKET;
    }

    /** Gives it away; only root can. */
    static void give(Path file, ProcStatus to, LinkOption... options) throws IOException {
        Files.setAttribute(file, "unix:gid", to.gid(), options);
        Files.setAttribute(file, "unix:uid", to.uid(), options);
    }

    /** The name of the user that a process runs as, or the number where that has no name here. */
    static String nameOf(Proc proc, int uid) {
        try {
            if (of(proc.folder())
                    == uid) { // the kernel shows root instead for processes with more rights than their user
                return Files.getOwner(proc.folder()).getName();
            }
        } catch (IOException e) {
            return Integer.toUnsignedString(uid); // has just ended
        }
        return Integer.toUnsignedString(uid);
    }
}
