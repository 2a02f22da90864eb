package io.github.threadreporter.collect;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadKind;
import java.util.List;

/** The thread that looks, by itself: nothing is paused and nobody else is looked at. Its locks are not told. */
final class CallingThread {

    private CallingThread() {}

    static void gather(Gathering into) {
        Thread thread = Thread.currentThread();
        long id = into.jdk.threadId(thread);
        boolean virtual = into.jdk.isVirtual(thread);
        if (!virtual) {
            into.platformIds.add(id);
        }
        ThreadGroup group = virtual ? null : thread.getThreadGroup();
        List<StackTraceElement> stack = List.of(new Throwable().getStackTrace());
        into.threads.add(CapturedThread.builder(id, thread.getName())
                .kind(virtual ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM)
                .daemon(thread.isDaemon())
                .priority(thread.getPriority())
                .group(group == null ? "" : group.getName())
                .stack(into.stacks.complete(stack))
                .context(into.contexts.of(thread)));
        into.variables.offer(thread, id, true, stack);
        into.variables.readCaller();
    }
}
