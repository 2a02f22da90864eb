package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code Thread.dump_to_file -format=json}, whose names have stayed the same since JDK 21. Looks at names and not at the
 * order of things, so that a damaged bracket costs little. Not thread-safe.
 */
final class JdkJson implements JsonWalk.Visitor {

    private final FileContext file;
    private final List<ThreadDump> dumps = new ArrayList<>();
    private final List<LockRef> locks = new ArrayList<>();

    private @Nullable JdkDump dump;

    private @Nullable ThreadDraft thread;

    /** Where the thread begins. */
    private long threadLine;

    private String container = "";
    private int depth = HeldLock.UNKNOWN_DEPTH;
    private boolean inBlocker;

    JdkJson(FileContext file) {
        this.file = file;
    }

    /** @throws IOException if the file cannot be read */
    List<ThreadDump> read(CharSource source) throws IOException {
        new JsonWalk(source, file, this).walk();
        endDump();
        return dumps;
    }

    private JdkDump dump(long line) {
        JdkDump current = dump;
        if (current == null) {
            current = new JdkDump(file, line);
            dump = current;
        }
        return current;
    }

    @Override
    public void beginObject(String key, long line) {
        switch (key) {
            case "threadDump" -> {
                endDump();
                dump(line);
            }
            case "threadContainers" -> {
                endThread();
                container = "";
            }
            case "threads" -> beginThread(line);
            case "monitorsOwned" -> depth = HeldLock.UNKNOWN_DEPTH;
            case "parkBlocker" -> inBlocker = true;
            default -> {
                // nothing that has threads in it
            }
        }
    }

    private void beginThread(long line) {
        endThread();
        thread = dump(line).begin("");
        threadLine = line;
    }

    @Override
    public void endObject(String key) {
        switch (key) {
            case "threads" -> endThread();
            case "monitorsOwned" -> held();
            case "parkBlocker" -> inBlocker = false;
            default -> {
                // nothing to end
            }
        }
    }

    @Override
    public void value(String key, String value, long line) {
        ThreadDraft current = thread;
        if (key.equals("tid") && current != null && current.id != 0) {
            file.problems().add(line, "a thread that begins inside of another");
            beginThread(line);
            current = thread;
        }
        if (current == null) {
            ofDump(key, value, line);
        } else if (inBlocker) {
            if (key.equals("object")) {
                waits(How.PARKED, value, line, current);
            } else if (key.equals("owner") && !value.isEmpty()) {
                current.statedOwner = id(value, line);
            }
        } else {
            ofThread(key, value, line, current);
        }
    }

    private void ofDump(String key, String value, long line) {
        switch (key) {
            case "processId" -> dump(line).pid(value);
            case "time" -> {
                try {
                    dump(line).taken(Instant.parse(value));
                } catch (DateTimeParseException e) {
                    file.problems().add(line, "no time: " + Problems.quoted(value));
                }
            }
            case "runtimeVersion" -> dump(line).version(value);
            case "container" -> container = value;
            default -> {
                // parents and owners of containers, which the model has no place for
            }
        }
    }

    private void ofThread(String key, String value, long line, ThreadDraft current) {
        switch (key) {
            case "tid" -> current.id = id(value, line);
            case "name" -> dump(line).name(current, value);
            case "state" -> {
                current.state = States.named(value);
                if (current.state == null) {
                    file.problems().add(line, "no state of a thread: " + Problems.quoted(value));
                }
            }
            case "virtual" -> current.kind = value.equals("true") ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
            case "carrier" -> current.carrierId = value.isEmpty() ? null : Long.valueOf(id(value, line));
            case "blockedOn" -> waits(How.ENTERING, value, line, current);
            case "waitingOn" -> waits(How.WAITING, value, line, current);
            case "stack" -> {
                if (!dump(line).stacks.frame(value, current)) {
                    file.problems().add(line, "no frame: " + Problems.quoted(value));
                }
            }
            case "depth" -> depth = (int) Math.min(Integer.MAX_VALUE, id(value, line));
            case "locks" -> lock(value, line);
            default -> {
                // the time at which this thread was looked at, and what newer JDKs may add
            }
        }
    }

    private void waits(How how, String value, long line, ThreadDraft current) {
        LockRef lock = LockText.named(value);
        if (lock != null) {
            current.waits(how, lock);
        } else if (!value.isEmpty()) {
            file.problems().add(line, "no lock: " + Problems.quoted(value));
        }
    }

    private void lock(String value, long line) {
        LockRef lock = LockText.named(value);
        if (lock != null) {
            locks.add(lock);
        } else if (!value.isEmpty()) { // null where the compiler has proved that nobody else can want it
            file.problems().add(line, "no lock: " + Problems.quoted(value));
        }
    }

    private void held() {
        ThreadDraft current = thread;
        if (current != null) {
            locks.forEach(lock -> current.holds(lock, depth));
        }
        locks.clear();
    }

    private long id(String value, long line) {
        try {
            long id = Long.parseLong(value);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // as a negative one
        }
        file.problems().add(line, "no number: " + Problems.quoted(value));
        return 0;
    }

    private void endThread() {
        inBlocker = false;
        JdkDump current = dump;
        if (thread != null && current != null) {
            held();
            if (thread.id == 0 && !thread.hasFrames() && thread.name.isEmpty()) {
                file.problems().add(threadLine, "a thread without anything to tell it by");
            } else {
                current.add(thread, container);
            }
        }
        thread = null;
    }

    private void endDump() {
        endThread();
        if (dump != null) {
            dumps.add(dump.end());
            dump = null;
        }
    }
}
