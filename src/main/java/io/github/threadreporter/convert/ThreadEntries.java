package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadKind;
import io.sentry.SentryLockReason;
import io.sentry.protocol.SentryThread;
import java.util.Map;

/** The entries in the list of threads: of those at the same place, one that stands for all. */
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
    SentryThread head(Item item, Cuts cuts) {
        return item instanceof Item.Threads threads ? head(threads.group(), cuts) : head((Item.Tasks) item, cuts);
    }

    private SentryThread head(StackGroup group, Cuts cuts) {
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

    private SentryThread head(Item.Tasks tasks, Cuts cuts) {
        Task task = tasks.group().first();
        CapturedThread thread = task.threadId() == null ? null : view.waits().thread(task.threadId());
        SentryThread entry = new SentryThread();
        entry.setId(tasks.id());
        entry.setName(TaskWords.labelWithState(tasks.group(), cuts));
        entry.setState(TaskWords.threadState(task, thread == null ? null : thread.state())
                .name());
        return entry;
    }

    SentryThread entry(Item item, Detail detail, Cuts cuts) {
        SentryThread entry = head(item, cuts);
        Traceback first = item.first();
        if (!first.stack().frames().isEmpty()) {
            StackVariables variables = new StackVariables(first.variables(), variableBytes);
            entry.setStacktrace(Stacks.convert(first.stack(), detail, item.frameLocks(), variables, cuts));
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
