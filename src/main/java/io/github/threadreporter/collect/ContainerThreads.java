package io.github.threadreporter.collect;

import io.github.threadreporter.internal.ThreadContainers;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadKind;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Virtual threads where snapshots of them can't be had: those that the JVM tracks, by {@code Thread.getStackTrace} one
 * after the other. Without locks; about 50 microseconds each and no pause.
 */
final class ContainerThreads {

    private final ThreadContainers containers;
    private final LongSupplier nanoTime;

    ContainerThreads(ThreadContainers containers, LongSupplier nanoTime) {
        this.containers = containers;
        this.nanoTime = nanoTime;
    }

    void gather(Gathering into) {
        long deadline = nanoTime.getAsLong() + into.limits.collectMillis() * 1_000_000L;
        long[] uncollected = new long[2];
        containers.forEachThread((thread, container) -> {
            if (!into.jdk.isVirtual(thread) || Gathering.isOwn(thread.getName())) {
                return true;
            }
            if (into.full()) {
                uncollected[0]++;
            } else if (nanoTime.getAsLong() - deadline > 0) {
                uncollected[1]++;
            } else {
                add(thread, container, into);
            }
            return true;
        });
        if (uncollected[0] > 0) {
            into.cuts.add("threads", uncollected[0], "threads=" + into.limits.threads());
        }
        if (uncollected[1] > 0) {
            into.cuts.add("threads", uncollected[1], "collectMillis=" + into.limits.collectMillis());
        }
    }

    private static void add(Thread thread, String container, Gathering into) {
        StackTraceElement[] stack = thread.getStackTrace();
        Thread.State state = thread.getState();
        if (state == Thread.State.TERMINATED) {
            return;
        }
        into.threads.add(CapturedThread.builder(into.jdk.threadId(thread), thread.getName())
                .kind(ThreadKind.VIRTUAL)
                .state(state)
                .daemon(true)
                .group(container)
                .stack(into.stacks.complete(Arrays.asList(stack)))
                .context(into.contexts.of(thread)));
    }
}
