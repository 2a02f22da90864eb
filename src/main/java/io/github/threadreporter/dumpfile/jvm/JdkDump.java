package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import java.time.Instant;

/** One dump that {@code Thread.dump_to_file} wrote, in either form. Not thread-safe. */
final class JdkDump {

    private static final String ROOT = "<root>";
    private static final int PID_LENGTH = 18;

    final StackLines stacks;
    private final DumpDraft dump;

    private boolean withoutStates;
    private boolean withStates;

    JdkDump(FileContext file, long line) {
        this.dump = new DumpDraft(file, line);
        this.stacks = new StackLines(file);
    }

    void pid(String text) {
        boolean number =
                !text.isEmpty() && text.length() <= PID_LENGTH && text.chars().allMatch(c -> c >= '0' && c <= '9');
        dump.pid = number ? Long.parseLong(text) : -1;
    }

    void taken(Instant instant) {
        dump.takenAt = instant;
    }

    void version(String text) {
        dump.version = text.length() > 200 ? text.substring(0, 200) : text;
    }

    ThreadDraft begin(String name) {
        return dump.begin(name);
    }

    void name(ThreadDraft thread, String name) {
        dump.name(thread, name);
    }

    void add(ThreadDraft thread, String container) {
        dump.group(thread, container.equals(ROOT) ? "" : container);
        withoutStates |= thread.state == null;
        withStates |= thread.state != null;
        if (thread.kind == ThreadKind.PLATFORM && thread.runsAsVirtual()) {
            thread.kind = ThreadKind.VIRTUAL; // the JSON of JDK 21 to 24 does not say so
        }
        dump.add(thread);
    }

    ThreadDump end() {
        dump.resolve();
        dump.missing("local variables and context of threads", "a thread dump does not hold them", "");
        dump.missing("priorities, and which platform threads are daemons", "this kind of dump does not tell", "");
        if (withoutStates && !withStates) {
            dump.missing(
                    "states and locks",
                    "Thread.dump_to_file tells them from JDK 25 on; states are guessed from the newest frames",
                    "jstack -l PID");
        }
        if (dump.unresolved() > 0) {
            dump.missing(
                    "owners of java.util.concurrent locks",
                    "this kind of dump does not name them; " + dump.unresolved() + " threads wait for such objects",
                    "jstack -l PID");
        }
        return dump.dump();
    }
}
