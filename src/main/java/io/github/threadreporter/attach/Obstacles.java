package io.github.threadreporter.attach;

import java.io.IOException;
import java.nio.file.Path;

/** What can stand in the way of attaching, each with a remedy. */
final class Obstacles {

    private Obstacles() {}

    static Obstacle otherSystem(String name) {
        return new Obstacle(
                Reason.OTHER_SYSTEM,
                "JVMs can be attached to on Linux only, and this is " + name,
                "start the JVM with -javaagent instead");
    }

    static Obstacle noSuchProcess(long pid) {
        return new Obstacle(
                Reason.NO_SUCH_PROCESS, "there is no process " + pid, "'list' shows the JVMs that there are");
    }

    static Obstacle notAJvm(long pid, String name) {
        return new Obstacle(
                Reason.NOT_A_JVM,
                "process " + pid + " (" + name + ") is not a HotSpot JVM",
                "'list' shows the JVMs that there are");
    }

    static Obstacle notVisible(long pid, String user) {
        return new Obstacle(
                Reason.NOT_VISIBLE,
                "the kernel does not let us look into process " + pid,
                "run this as root, or with the rights that it has beyond those of " + user);
    }

    static Obstacle otherUser(long pid, String user, ProcStatus target, ProcStatus us) {
        return new Obstacle(
                Reason.OTHER_USER,
                "process %d runs as %s (user %s, group %s), and we are user %s, group %s"
                        .formatted(
                                pid,
                                user,
                                Integer.toUnsignedString(target.uid()),
                                Integer.toUnsignedString(target.gid()),
                                Integer.toUnsignedString(us.uid()),
                                Integer.toUnsignedString(us.gid())),
                "run this as the same user and group: " + asUser(target));
    }

    static String asUser(ProcStatus target) {
        return "setpriv --reuid %s --regid %s --clear-groups java -jar ..."
                .formatted(Integer.toUnsignedString(target.uid()), Integer.toUnsignedString(target.gid()));
    }

    static Obstacle disabled(long pid) {
        return new Obstacle(
                Reason.ATTACH_DISABLED,
                "process " + pid + " runs with -XX:+DisableAttachMechanism",
                "start it without that flag, or with -javaagent");
    }

    static Obstacle openJ9(long pid) {
        return new Obstacle(
                Reason.OTHER_VM, "process " + pid + " is OpenJ9, which is not supported", "start it with -javaagent");
    }

    static Obstacle bits32(long pid) {
        return new Obstacle(Reason.OTHER_BITS, "process " + pid + " is a JVM of 32 bits", "run it on a JVM of 64 bits");
    }

    static Obstacle stopped(long pid, char state) {
        return new Obstacle(
                Reason.STOPPED,
                "process " + pid + " is stopped (state " + state + ")",
                state == 't' ? "a debugger or tracer holds it; let it go on" : "kill -CONT " + pid);
    }

    static Obstacle ended(long pid) {
        return new Obstacle(Reason.ENDED, "process " + pid + " has ended", "'list' shows the JVMs that there are");
    }

    static Obstacle notReady(long pid) {
        return new Obstacle(
                Reason.NOT_READY,
                "process " + pid + " does not listen, and SIGQUIT, which makes a JVM listen, would kill it",
                "it has just started: try again; or it runs with -Xrs or -XX:+ReduceSignalUsage and somebody removed"
                        + " its socket from /tmp: restart it");
    }

    static Obstacle noSignal(long pid) {
        return new Obstacle(
                Reason.NO_SIGNAL,
                "process " + pid + " cannot be sent SIGQUIT from here: no module jdk.attach, no kill, no sh",
                "run this on a JDK, or where there is a shell");
    }

    static Obstacle noAnswer(long pid, char state, Deadline deadline) {
        String hung = "process " + pid + " did not answer within " + deadline;
        if (state == 'D') {
            return new Obstacle(Reason.NO_ANSWER, hung, "it waits for a disk or a network drive (state D)");
        }
        return new Obstacle(
                Reason.NO_ANSWER,
                hung,
                "it may be stuck before a safepoint, short of CPU, or busy with another tool that has attached;"
                        + " allow it more time, or look at it from outside: gdb -p " + pid);
    }

    static Obstacle refused(long pid, ProcStatus target) {
        return new Obstacle(
                Reason.REFUSED,
                "process " + pid + " closed the connection without an answer",
                "it obeys its own user and group alone, and root of its own user namespace: " + asUser(target));
    }

    static Obstacle notTrusted(long pid, String socket, String owner) {
        return new Obstacle(
                Reason.NOT_TRUSTED,
                "%s is not a socket of process %d: it belongs to user %s".formatted(socket, pid, owner),
                "somebody may want to deceive you; find out who, and remove it");
    }

    static Obstacle nobody(long pid, String name) {
        return new Obstacle(
                Reason.REFUSED,
                "nobody listens at the socket /tmp/" + name + " of process " + pid,
                "a JVM that was killed left it behind: remove that file, as process " + pid + " sees it");
    }

    static Obstacle lost(long pid, IOException e) {
        return new Obstacle(
                Reason.REFUSED, "the talk with process " + pid + " broke off (" + e.getMessage() + ")", "try again");
    }

    static Obstacle notLoaded(long pid, String answer) {
        return new Obstacle(
                Reason.FAILED,
                "process " + pid + " did not load the agent: " + answer,
                "what it printed tells more; a runtime image without the module java.instrument cannot load any");
    }

    static Obstacle noFolder(long pid, Path folder, IOException e) {
        return new Obstacle(
                Reason.NO_FOLDER,
                "no private folder can be made in " + folder + " of process " + pid + " (" + e.getMessage() + ")",
                "name a folder that it can write to");
    }

    static Obstacle interrupted(long pid) {
        return new Obstacle(Reason.INTERRUPTED, "interrupted while waiting for process " + pid, "");
    }
}
