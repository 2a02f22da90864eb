package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One dump in HotSpot's text, line by line. Not thread-safe. */
final class HotSpotDump {

    static final String STATE = "java.lang.Thread.State:";

    private static final String CARRYING = "Carrying virtual thread #";
    private static final String MOUNTED = "Mounted virtual thread #";
    private static final String SYNCHRONIZERS = "Locked ownable synchronizers:";

    /** What a log line looks like when lines of an exception follow it, which are frames too. */
    private static final Pattern THROWABLE = Pattern.compile(".*(?:Exception|Error|Throwable|Caused by|Suppressed).*");

    private final FileContext file;
    private final DumpDraft dump;
    private final DeadlockReport deadlocks;
    private final StackLines stacks;

    private @Nullable ThreadDraft thread;

    /** The virtual thread that runs on it. */
    private @Nullable ThreadDraft mounted;

    private boolean inSynchronizers;
    private boolean inDeadlocks;

    /** Whether an empty line came last: what follows is no longer the stack, unless it looks like it. */
    private boolean paused;

    private final HotSpotLacks lacks = new HotSpotLacks();

    HotSpotDump(FileContext file, long line) {
        this.file = file;
        this.dump = new DumpDraft(file, line);
        this.deadlocks = new DeadlockReport(dump);
        this.stacks = new StackLines(file);
    }

    void begin(TitleText title, Preamble preamble) {
        dump.vm = title.vm();
        dump.version = title.version();
        dump.id = preamble.id;
        dump.takenAt = preamble.takenAt(file.origin().zone());
        dump.pid = preamble.pid;
        dump.host = preamble.host;
        dump.mainClass = preamble.mainClass;
        lacks.ours = preamble.id != null;
    }

    boolean inDeadlock() {
        return inDeadlocks;
    }

    void thread(HeaderText header) {
        close();
        inDeadlocks = false;
        if (!header.java()) {
            lacks.vmThreads++;
            return;
        }
        ThreadDraft next = dump.begin(header.name());
        next.id = header.id();
        next.kind = header.virtual() ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
        next.daemon = header.daemon();
        next.priority = header.priority();
        next.usage = header.usage();
        next.words = header.words();
        dump.elapsed(header.elapsedMillis());
        lacks.withoutId += header.id() == 0 ? 1 : 0;
        thread = next;
    }

    /** A thread whose first line could not be read. */
    void broken() {
        close();
    }

    /**
     * Takes a line of the dump.
     *
     * @param text without spaces around it
     * @return false where it is none
     */
    boolean line(long number, String text) {
        if (text.isEmpty()) {
            paused = true;
            return true;
        }
        boolean used = inDeadlocks ? deadlock(text) : threadLine(number, text);
        paused &= !used;
        return used;
    }

    private boolean deadlock(String text) {
        if (text.startsWith("Found ") && !text.startsWith(DeadlockReport.BEGIN)) {
            inDeadlocks = false;
        }
        deadlocks.line(text);
        return false;
    }

    private boolean threadLine(long number, String text) {
        ThreadDraft current = thread;
        if (text.startsWith(DeadlockReport.BEGIN)) {
            close();
            inDeadlocks = true;
        } else if (text.startsWith("JNI global ref") || text.equals("Heap")) {
            close();
        } else if (current == null) {
            return orphan(number, text);
        } else if (text.startsWith("//")) {
            OwnComments.read(text, current, dump);
        } else if (text.startsWith(STATE)) {
            state(number, text.substring(STATE.length()).strip(), current);
        } else if (text.equals(SYNCHRONIZERS)) {
            inSynchronizers = true;
            lacks.synchronizersListed = true;
        } else if (text.startsWith(CARRYING)) {
            lacks.carried++;
        } else if (text.startsWith(MOUNTED)) {
            mounted(text.substring(MOUNTED.length()), current);
        } else {
            return text.startsWith("No compile task")
                    || text.startsWith("Compiling:")
                    || (StackLines.looksLike(text) && stackLine(text, current))
                    || foreign(number, text, current);
        }
        return true;
    }

    private boolean stackLine(String text, ThreadDraft current) {
        if (inSynchronizers && text.startsWith(StackLines.LOCK)) {
            LockRef lock =
                    LockText.lock(text.substring(StackLines.LOCK.length()).strip());
            if (lock != null) {
                current.holds(lock, HeldLock.UNKNOWN_DEPTH);
            }
            return lock != null || text.equals("- None");
        }
        return stacks.add(text, mounted == null ? current : mounted);
    }

    private boolean orphan(long number, String text) {
        if (text.startsWith(STATE)) {
            file.problems().add(number, "a thread without its first line");
        }
        return false;
    }

    private void state(long number, String text, ThreadDraft current) {
        if (current.state != null || current.hasFrames()) {
            file.problems().add(number, "a thread without its first line");
            close();
            return;
        }
        current.state = States.named(text);
        if (current.state == null) {
            file.problems().add(number, "no state of a thread: " + Problems.quoted(text));
        }
    }

    private void mounted(String id, ThreadDraft carrier) {
        HeaderText header = HeaderText.parse("\"\" #" + id);
        ThreadDraft virtual = dump.begin("");
        virtual.kind = ThreadKind.VIRTUAL;
        virtual.id = header == null ? 0 : header.id();
        virtual.carrierId = carrier.id;
        mounted = virtual;
        lacks.mounted++;
    }

    private boolean foreign(long number, String text, ThreadDraft current) {
        if (paused) {
            close();
            return false;
        }
        boolean throwable = THROWABLE.matcher(text).matches();
        file.problems()
                .add(
                        number,
                        "in the middle of thread " + Problems.quoted(current.name) + ": " + Problems.quoted(text)
                                + (throwable ? "; the frames after it may be those of an exception" : ""));
        if (throwable) {
            (mounted == null ? current : mounted).framesLost = true;
        }
        return false;
    }

    private void close() {
        if (thread != null) {
            dump.add(thread);
            thread = null;
        }
        if (mounted != null) {
            dump.add(mounted);
            mounted = null;
        }
        inSynchronizers = false;
        paused = false;
    }

    ThreadDump end() {
        close();
        dump.resolve();
        lacks.unnamedLocks = stacks.unnamedLocks();
        lacks.addTo(dump);
        return dump.dump();
    }
}
