package io.github.threadreporter.collect;

import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.internal.Jdk.Ability;
import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.internal.ThreadLocals;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.LockWait.Owner;
import io.github.threadreporter.model.ThreadContext;
import java.lang.management.LockInfo;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads through {@code ThreadMXBean}: one safepoint for all of them, supported everywhere. Never asks for
 * locked synchronizers: that walks the heap in the pause (hundreds of milliseconds on a large one). The owner of an
 * awaited {@code java.util.concurrent} lock is known without.
 */
final class ManagementThreads {

    private final ThreadMXBean bean;

    ManagementThreads(ThreadMXBean bean) {
        this.bean = bean;
    }

    /** A thread as the bean gave it, which is finished text, with what only the thread itself tells. */
    private record Seen(ThreadInfo info, String group, ThreadContext context) {}

    void gather(Gathering into) {
        ThreadInfo[] infos =
                bean.dumpAllThreads(bean.isObjectMonitorUsageSupported(), false, into.limits.framesPerStack());
        Map<Long, Thread> live = liveThreads(into);
        into.jdk
                .lack(Ability.THREAD_LOCALS)
                .ifPresent(why -> into.variables.cannotOffer(why, Ability.THREAD_LOCALS.flag()));
        List<Seen> seen = new ArrayList<>(infos.length);
        for (ThreadInfo info : infos) {
            if (info != null && !OwnThreadNames.isOwn(info.getThreadName())) {
                Thread thread = live.get(info.getThreadId());
                seen.add(seen(info, thread, into));
                offer(info, thread, into);
                into.platformIds.add(info.getThreadId());
            }
        }
        into.later(seen.size(), () -> seen.forEach(thread -> into.threads.add(convert(thread, into.stacks))));
    }

    private static Map<Long, Thread> liveThreads(Gathering into) {
        Map<Long, Thread> live = new HashMap<>();
        Thread[] all =
                into.jdk.threadLocals().map(ThreadLocals::platformThreads).orElse(new Thread[0]);
        for (Thread thread : all) {
            live.put(into.jdk.threadId(thread), thread);
        }
        return live;
    }

    private static Seen seen(ThreadInfo info, @Nullable Thread thread, Gathering into) {
        if (thread == null) {
            return new Seen(info, "", ThreadContext.EMPTY);
        }
        ThreadGroup group = thread.getThreadGroup();
        return new Seen(info, group == null ? "" : group.getName(), into.contexts.of(thread));
    }

    private static void offer(ThreadInfo info, @Nullable Thread thread, Gathering into) {
        if (thread == null) {
            return;
        }
        VariableLook variables = into.variables;
        List<StackTraceElement> stack = Arrays.asList(info.getStackTrace());
        variables.offer(thread, info.getThreadId(), true, stack);
        into.tasks.offer(new LiveThread(
                thread,
                info.getThreadId(),
                false,
                info.getThreadState(),
                stack,
                blocker(info, thread),
                info.getBlockedCount() + info.getWaitedCount()));
        if (info.getLockOwnerId() >= 0) {
            variables.involve(info.getThreadId());
            variables.involve(info.getLockOwnerId());
        }
    }

    /** The live object behind what the bean tells, where the thread is parked on it still; else null. */
    private static @Nullable Object blocker(ThreadInfo info, Thread thread) {
        LockInfo lock = info.getLockInfo();
        Object blocker = lock == null ? null : LockSupport.getBlocker(thread);
        return blocker != null
                        && lock != null
                        && System.identityHashCode(blocker) == lock.getIdentityHashCode()
                        && blocker.getClass().getName().equals(lock.getClassName())
                ? blocker
                : null;
    }

    private static CapturedThread.Builder convert(Seen seen, StackInterner stacks) {
        ThreadInfo info = seen.info();
        StackTraceElement[] stack = info.getStackTrace();
        return CapturedThread.builder(info.getThreadId(), info.getThreadName())
                .state(info.getThreadState())
                .daemon(info.isDaemon())
                .priority(info.getPriority())
                .group(seen.group())
                .stack(stacks.limited(stack))
                .waitsFor(waitsFor(info, stack))
                .held(held(info))
                .context(seen.context());
    }

    private static @Nullable LockWait waitsFor(ThreadInfo info, StackTraceElement[] stack) {
        LockInfo lock = info.getLockInfo();
        Thread.State state = info.getThreadState();
        // A thread that has just been let go still names its lock.
        if (lock == null || state == Thread.State.RUNNABLE || state == Thread.State.TERMINATED) {
            return null;
        }
        How how = state == Thread.State.BLOCKED ? How.ENTERING : inObjectWait(stack) ? How.WAITING : How.PARKED;
        Owner owner = info.getLockOwnerId() < 0 ? null : new Owner(info.getLockOwnerId(), ownerName(info));
        return new LockWait(ref(lock), how, owner);
    }

    private static String ownerName(ThreadInfo info) {
        String name = info.getLockOwnerName();
        return name == null ? "" : name;
    }

    private static boolean inObjectWait(StackTraceElement[] stack) {
        return stack.length > 0
                && stack[0].getClassName().equals("java.lang.Object")
                && stack[0].getMethodName().startsWith("wait");
    }

    private static List<HeldLock> held(ThreadInfo info) {
        List<HeldLock> held = new ArrayList<>();
        for (MonitorInfo monitor : info.getLockedMonitors()) {
            held.add(new HeldLock(ref(monitor), Math.max(HeldLock.UNKNOWN_DEPTH, monitor.getLockedStackDepth())));
        }
        return held;
    }

    private static LockRef ref(LockInfo lock) {
        return LockRef.of(lock.getClassName(), lock.getIdentityHashCode());
    }
}
