package io.github.threadreporter.attach;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that makes a JVM listen when it gets SIGQUIT; without it, it prints its threads instead. A JVM looks for it in
 * its working directory, then in {@code /tmp}, and obeys it only if it belongs to root or to its own user.
 */
final class Trigger {

    private Trigger() {}

    /** Puts it there; closing the result removes it, as does the end of this process. */
    static AtExit set(Target target) throws IOException {
        try {
            return set(target, TargetFolder.behind(target.proc().folder().resolve("cwd")));
        } catch (IOException e) {
            try {
                return set(target, TargetFolder.in(target.proc().root(), "/tmp"));
            } catch (IOException inTmp) {
                inTmp.addSuppressed(e);
                throw inTmp;
            }
        }
    }

    private static AtExit set(Target target, TargetFolder folder) throws IOException {
        String name = ".attach_pid" + target.status().ownPid();
        try {
            create(folder.at(name));
            AtExit trigger = new AtExit(() -> {
                try (folder) {
                    Files.deleteIfExists(folder.at(name));
                }
            });
            int owner = Owner.of(folder.at(name));
            if (owner != Owner.ROOT && owner != target.status().uid()) { // as on network drives
                trigger.close();
                throw new IOException("files that we make in the folder belong to user " + owner);
            }
            return trigger;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) { // left behind by a tool that was killed, maybe of another user
            Files.deleteIfExists(file);
            Files.createFile(file);
        }
    }
}
