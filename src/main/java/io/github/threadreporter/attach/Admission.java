package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import org.jspecify.annotations.Nullable;

/** Whether a JVM would let us in, told from outside and without disturbing it. */
final class Admission {

    private static final int ELF_CLASS = 4;
    private static final int ELF_32 = 1;

    private final Proc us;
    private final ProcStatus ourStatus;

    Admission(Proc us) throws IOException {
        this.us = us;
        this.ourStatus = us.status();
    }

    /** Whether its user is one whom the JVM, and the kernel, take us for. */
    @Nullable
    Obstacle ofUser(Proc proc, ProcStatus status, String user) {
        boolean same = status.uid() == ourStatus.uid() && status.gid() == ourStatus.gid();
        boolean root = ourStatus.uid() == Owner.ROOT && !proc.isApart(us, "user");
        return same || root ? null : Obstacles.otherUser(proc.pid(), user, status, ourStatus);
    }

    /** Whether it sees other files or processes than we do, as in a container. */
    boolean isElsewhere(Proc proc) {
        return proc.isApart(us, "mnt") || proc.isApart(us, "pid");
    }

    /** @param denied whether it is known that attaching is switched off */
    @Nullable
    Obstacle of(Proc proc, ProcStatus status, Mappings mappings, boolean denied) {
        if (mappings.openJ9()) {
            return Obstacles.openJ9(proc.pid());
        }
        if (is32Bit(proc)) {
            return Obstacles.bits32(proc.pid());
        }
        if (denied) {
            return Obstacles.disabled(proc.pid());
        }
        if (status.isStopped()) {
            return Obstacles.stopped(proc.pid(), status.state());
        }
        return status.catchesQuit() || listens(proc, status) ? null : Obstacles.notReady(proc.pid());
    }

    private static boolean is32Bit(Proc proc) {
        try (InputStream in = Files.newInputStream(proc.folder().resolve("exe"))) {
            byte[] head = in.readNBytes(ELF_CLASS + 1);
            return head.length > ELF_CLASS && head[ELF_CLASS] == ELF_32;
        } catch (IOException e) {
            return false; // not for us to see, which another obstacle tells
        }
    }

    private static boolean listens(Proc proc, ProcStatus status) {
        try (TargetFolder tmp = TargetFolder.in(proc.root(), "/tmp")) {
            return Files.exists(tmp.at(AttachSocket.name(status)), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return false; // not for us to see, which another obstacle tells
        }
    }
}
