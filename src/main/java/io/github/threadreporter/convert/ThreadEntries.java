package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadKind;
import io.sentry.SentryLockReason;
import io.sentry.protocol.SentryThread;
import java.util.Map;

/** The entry of a group of equal stacks in the list of threads: one thread that stands for all. */
final class ThreadEntries {

    private final DumpView view;
    private final Locks locks;
    private final int variableBytes;

    /** @param variableBytes most bytes of all variables of one frame, as the server counts them */
    ThreadEntries(DumpView view, int variableBytes) {
        this.view = view;
        this.variableBytes = variableBytes;
        this.locks = new Locks(view);
    }

    /**
     * The entry without its stack. Never {@code crashed}, and {@code current} for the culprit only, since grouping
     * looks at these.
     */
    SentryThread head(StackGroup group, Cuts cuts) {
        CapturedThread thread = group.first();
        SentryThread entry = new SentryThread();
        entry.setId(thread.id());
        entry.setName(label(group, cuts));
        entry.setState(thread.state().name());
        if (view.isCulprit(thread)) {
            entry.setCurrent(true);
        }
        if (thread.kind() == ThreadKind.PLATFORM
                && thread.id() == 1
                && thread.name().equals("main")) {
            entry.setMain(true);
        }
        Map<String, SentryLockReason> held = locks.ofThread(thread, cuts);
        if (!held.isEmpty()) {
            entry.setHeldLocks(held);
        }
        return entry;
    }

    SentryThread entry(StackGroup group, Detail detail, Cuts cuts) {
        CapturedThread thread = group.first();
        SentryThread entry = head(group, cuts);
        if (!thread.stack().frames().isEmpty()) {
            StackVariables variables = new StackVariables(thread, variableBytes);
            entry.setStacktrace(Stacks.convert(thread.stack(), detail, Locks.ofFrames(thread), variables, cuts));
        }
        return entry;
    }

    /** A thread's name on one line. A blank one is nothing to show and would be no tag: then its kind and id. */
    static String name(CapturedThread thread) {
        String name = thread.displayName();
        return name.isBlank() ? thread.kind().label() + "-" + thread.id() : Texts.oneLine(name);
    }

    /** {@code order-worker-1 and 7 more} on one line, within what the server keeps of a name: the number stays. */
    static String label(StackGroup group, Cuts cuts) {
        String name = name(group.first());
        String more = group.size() == 1 ? "" : " and " + (group.size() - 1) + " more";
        return cuts.text("thread names", name, ServerLimits.NAME - more.length()) + more;
    }
}
