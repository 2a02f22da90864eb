package io.github.threadreporter.attach;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends SIGQUIT, for which Java has nothing of its own. */
final class QuitSignal {

    private static final String PID = "{pid}";

    /** Where distributions put it; asked for by full path, so that nobody's PATH decides. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("/bin/kill", "-QUIT", PID),
            List.of("/usr/bin/kill", "-QUIT", PID),
            List.of("/bin/sh", "-c", "kill -QUIT " + PID));

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private QuitSignal() {}

    /**
     * To a process that handles it: others would die of it.
     *
     * @throws AttachException if it does not handle it, has ended, or if there is no way to send a signal
     */
    static void send(Target target, Deadline deadline) throws AttachException {
        if (!target.now().catchesQuit()) {
            throw Obstacles.notReady(target.pid()).exception();
        }
        if (!byJdk(target.pid()) && !byCommand(target, deadline)) {
            throw Obstacles.noSignal(target.pid()).exception();
        }
    }

    /** With the native part of jdk.attach, where it is there and opened to us. */
    static boolean byJdk(long pid) {
        try {
            Method send =
                    Class.forName("sun.tools.attach.VirtualMachineImpl").getDeclaredMethod("sendQuitTo", int.class);
            send.setAccessible(true);
            send.invoke(null, (int) pid);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false; // no such module, not opened, or refused: the commands remain
        }
    }

    private static boolean byCommand(Target target, Deadline deadline) throws AttachException {
        for (List<String> command : COMMANDS) {
            if (byCommand(command, target, deadline)) {
                return true;
            }
        }
        return false;
    }

    static boolean byCommand(List<String> command, Target target, Deadline deadline) throws AttachException {
        List<String> words = command.stream()
                .map(word -> word.replace(PID, Long.toString(target.pid())))
                .toList();
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return false; // there is no such command here
        }
        try {
            if (!process.waitFor(deadline.millis(LIMIT), TimeUnit.MILLISECONDS)) {
                throw target.late(deadline);
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            throw target.interrupted();
        } finally {
            process.destroyForcibly();
        }
    }
}
