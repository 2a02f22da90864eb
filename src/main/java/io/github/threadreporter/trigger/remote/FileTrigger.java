package io.github.threadreporter.trigger.remote;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Captures when a file appears, and removes it, so that the next capture can be asked for. It must be a plain file, no link,
 * and belong to the user of this process or to root; what else has that name is left alone and told once. Where
 * {@code /proc/self/status} does not tell that user, which is so on all but Linux, owners are not compared. Not
 * thread-safe.
 */
public final class FileTrigger {

    private static final Integer ROOT = 0;

    private final Path path;
    private final File file;
    private final CaptureRequests requests;
    private final Consumer<String> log;
    private final @Nullable Object user;
    private boolean complained;

    /**
     * @param path what appears; in a local folder that not everybody may write to, since each check asks the file system
     * @param log told of each capture, and of what is wrong with a file, in words
     */
    public FileTrigger(Path path, CaptureRequests requests, Consumer<String> log) {
        this.path = path.toAbsolutePath();
        this.file = this.path.toFile();
        this.requests = requests;
        this.log = log;
        this.user = user();
    }

    /** Looks for it, and captures if it is there. Costs some microseconds if not, and makes no garbage. */
    public void check() {
        if (!file.exists()) {
            complained = false;
            return;
        }
        String fault = fault();
        if (fault == null) {
            complained = false;
            capture();
        } else if (!complained) {
            complained = true;
            log.accept("the file " + path + " asks for no capture: " + fault);
        }
    }

    /** The file goes first: one that stayed would ask again and again. */
    private @Nullable String fault() {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return "it is no plain file";
            }
            Object owner = owner(path);
            if (user != null && !user.equals(owner) && !ROOT.equals(owner)) {
                return "it belongs to user " + owner + " and not to this process's user " + user + " or to root";
            }
            Files.delete(path);
            return null;
        } catch (IOException | SecurityException e) {
            return "it cannot be removed: " + e;
        }
    }

    private void capture() {
        var report = requests.request(new CaptureReason("file", String.valueOf(path.getFileName())));
        String refusal = Outcome.refusal(report);
        log.accept("capture by the file " + path + ": " + (refusal == null ? report.captureId() : refusal));
    }

    /** The effective one of this process; the owner of its folder in /proc may be root. Null where there is no /proc. */
    private static @Nullable Object user() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Uid:")) {
                    return Integer.valueOf(line.split("\\s+", 4)[2]);
                }
            }
            return null;
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /** Its number; null where the file system has none, which is then nobody's. */
    private static @Nullable Object owner(Path path) {
        try {
            return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
