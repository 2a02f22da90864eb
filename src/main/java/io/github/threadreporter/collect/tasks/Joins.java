package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;

/** {@code Thread.join}: whoever is in it waits for the end of that thread. */
final class Joins implements TaskCollector {

    @Override
    public boolean wants(String className, String method) {
        return className.equals("java.lang.Thread") && method.equals("join");
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        for (Local local : seen.locals()) {
            if (local.slot() == 0
                    && wants(local.declaringClass().getName(), local.method())
                    && local.value() instanceof Thread awaited) {
                LiveThread waiter = seen.thread(local.threadId());
                LiveThread target = seen.of(awaited);
                // Thread.currentThread().join() is how a first thread stays: nobody is missed.
                boolean stays = waiter != null && waiter.equals(target);
                if (waiter != null && waiter.isWaiting() && !stays) {
                    ResourceDraft end = into.resource(awaited, Resource.Kind.THREAD);
                    if (target == null) {
                        end.unknown("the thread that is awaited was not seen");
                    } else {
                        end.holder(target, "");
                    }
                    into.waits(waiter, end);
                }
            }
        }
    }
}
