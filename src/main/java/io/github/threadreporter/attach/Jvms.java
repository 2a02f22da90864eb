package io.github.threadreporter.attach;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JVMs of this machine, read from {@code /proc}; those in containers too, where we see their processes. Looking
 * sends no signal, connects to nothing and writes nothing. Costs about a millisecond for each process of the machine.
 * Stateless and thread-safe.
 */
public final class Jvms {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

    private final Path root;
    private final long self;

    Jvms(Path root, long self) {
        this.root = root;
        this.self = self;
    }

    /**
     * Every HotSpot JVM that can be seen, by PID, this one excepted. Of another user's processes those that are named
     * {@code java}, since more is not seen of them.
     *
     * @throws AttachException if this is not Linux, or {@code /proc} cannot be read
     */
    public static List<Jvm> list() throws AttachException {
        return ofThisMachine().all();
    }

    /**
     * The JVM with that PID.
     *
     * @throws AttachException if this is not Linux, if there is no such process, or if it is not a JVM
     */
    public static Jvm of(long pid) throws AttachException {
        return ofThisMachine().one(pid);
    }

    private static Jvms ofThisMachine() throws AttachException {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            throw Obstacles.otherSystem(system).exception();
        }
        return new Jvms(Proc.ROOT, ProcessHandle.current().pid());
    }

    List<Jvm> all() throws AttachException {
        List<Jvm> jvms = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(
                root, entry -> NUMBER.matcher(entry.getFileName().toString()).matches())) {
            Admission admission = admission();
            for (Path process : processes) {
                Proc proc = new Proc(Long.parseLong(process.getFileName().toString()), process);
                if (proc.pid() != self) {
                    ifThere(proc, admission).ifPresent(jvms::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(e);
        }
        jvms.sort(Comparator.comparingLong(Jvm::pid));
        return List.copyOf(jvms);
    }

    private Optional<Jvm> ifThere(Proc proc, Admission admission) {
        try {
            return JvmLook.at(proc, admission);
        } catch (IOException e) {
            return Optional.empty(); // has ended since, or is hidden from us altogether
        }
    }

    Jvm one(long pid) throws AttachException {
        Proc proc = new Proc(pid, root.resolve(Long.toString(pid)));
        try {
            if (!proc.exists()) {
                throw Obstacles.noSuchProcess(pid).exception();
            }
            Optional<Jvm> jvm = JvmLook.at(proc, admission());
            if (jvm.isEmpty()) {
                throw Obstacles.notAJvm(pid, proc.status().name()).exception();
            }
            return jvm.get();
        } catch (AttachException e) {
            throw e;
        } catch (IOException e) {
            throw proc.exists() ? unreadable(e) : Obstacles.ended(pid).exception(e);
        }
    }

    private Admission admission() throws IOException {
        return new Admission(new Proc(self, root.resolve(Long.toString(self))));
    }

    private AttachException unreadable(Exception e) {
        return new Obstacle(Reason.NOT_VISIBLE, root + " cannot be read (" + e.getMessage() + ")", "mount it")
                .exception(e);
    }
}
