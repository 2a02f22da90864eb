package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.TaskCollector;
import io.github.threadreporter.collect.tasks.TaskSink;
import java.util.Set;

/**
 * Kotlin coroutines, with or without DebugProbes: those that threads run, that dispatchers have queued and that wait for
 * their time, those that variables lead to, and with each of them the whole tree of jobs that it belongs to.
 */
public final class Coroutines implements TaskCollector {

    @Override
    public boolean wants(String className, String method) {
        return RunningCoroutines.wants(className, method)
                || DispatcherQueues.wants(className, method)
                || Waits.wants(className, method);
    }

    @Override
    public Set<String> heapClasses() {
        return Set.of(Roots.JOB, Roots.FRAME);
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Reading reading = new Reading(seen.objects());
        Found found = new Found(reading, into);
        Dispatchers dispatchers = new Dispatchers(reading, seen, into);
        Roots roots = new Roots(reading, found);
        new RunningCoroutines(reading, found).find(seen);
        new DispatcherQueues(reading, found, dispatchers).find(seen);
        roots.inVariables(seen);
        found.visitTrees();
        roots.inProbes(seen);
        roots.inHeap(seen);
        found.visitTrees();
        found.scopes();
        roots.inFrames();
        found.scopes();
        Lockings lockings = new Lockings(reading, seen, found, into);
        lockings.read(found.lockings());
        Descriptions descriptions = new Descriptions(reading, found, dispatchers);
        found.all().forEach(descriptions::describe);
        new Frames(reading, into).give(found.all());
        Waits waits = new Waits(reading, found, lockings, into, System.nanoTime());
        waits.tell();
        waits.threads(seen);
        dispatchers.finish();
    }
}
