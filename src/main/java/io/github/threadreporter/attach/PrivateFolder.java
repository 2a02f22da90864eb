package io.github.threadreporter.attach;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * A new folder for one process and us. It is ours while it is filled, and given away last: the other user cannot prepare
 * anything in it that we would then give away, too.
 */
final class PrivateFolder implements Closeable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final int RANDOM_BYTES = 16;

    private final TargetFolder parent;
    private final String name;
    private final TargetFolder folder;

    private PrivateFolder(TargetFolder parent, String name, TargetFolder folder) {
        this.parent = parent;
        this.name = name;
        this.folder = folder;
    }

    /** A name that nobody can guess. */
    static String randomName() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return ".thread-reporter-" + HexFormat.of().formatHex(random);
    }

    /** @param parent stays open with the caller, as long as this one is used */
    static PrivateFolder make(TargetFolder parent, String name) throws IOException {
        Files.createDirectory(parent.at(name), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            return new PrivateFolder(parent, name, parent.child(name));
        } catch (IOException | RuntimeException e) {
            parent.removeFolder(name);
            throw e;
        }
    }

    /** After that its owner may do in it what it likes. */
    void give(ProcStatus target) throws IOException {
        if (Owner.behind(folder.itself()) != target.uid()) {
            Owner.give(folder.itself(), target);
        }
    }

    TargetFolder folder() {
        return folder;
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() throws IOException {
        try (folder) {
            folder.clear();
        } finally {
            removeItself();
        }
    }

    private void removeItself() throws IOException {
        try {
            parent.removeFolder(name);
        } catch (NoSuchFileException e) {
            // Its owner has removed it, or it went with the folder around it.
        }
    }
}
