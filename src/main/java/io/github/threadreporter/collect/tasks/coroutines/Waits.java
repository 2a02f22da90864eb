package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import io.github.threadreporter.collect.tasks.Seconds;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What coroutines wait for, and threads for coroutines. Not thread-safe. */
final class Waits {

    private static final String PACKAGE = "kotlinx.coroutines.";
    private static final String BLOCKING = PACKAGE + "BlockingCoroutine";

    /** Of one scope. The rest is said to be unknown, so that nothing false follows from it. */
    private static final int MOST_HOLDERS = 1_000;

    private static final int MOST_CLAUSES = 16;

    private final Reading reading;
    private final Jobs jobs;
    private final Found found;
    private final Lockings lockings;
    private final TaskSink into;
    private final long now;

    Waits(Reading reading, Found found, Lockings lockings, TaskSink into, long now) {
        this.reading = reading;
        this.jobs = new Jobs(reading);
        this.found = found;
        this.lockings = lockings;
        this.into = into;
        this.now = now;
    }

    static boolean wants(String className, String method) {
        return className.equals(BLOCKING) && method.equals("joinBlocking");
    }

    /** Tells what all of them wait for. */
    void tell() {
        for (Coroutine coroutine : found.all()) {
            coroutine.scopes.forEach(scope -> timeout(coroutine, scope));
            switch (coroutine.sight) {
                case SUSPENDED -> suspended(coroutine);
                case QUEUED -> {
                    if (coroutine.queue != null) {
                        waits(coroutine, coroutine.queue);
                    }
                }
                case SCOPE -> children(coroutine, coroutine.scope);
                case JOB -> {
                    if (jobs.isCompleting(coroutine.identity)) {
                        children(coroutine, coroutine.identity);
                    }
                }
                default -> {
                    // it goes on when its thread does
                }
            }
        }
    }

    private void waits(Coroutine coroutine, ResourceDraft what) {
        into.waits(coroutine.draft, what, coroutine.timed);
    }

    /** What {@code withTimeout} has planned is known to its scope. */
    private void timeout(Coroutine coroutine, Object scope) {
        if (reading.is(scope, PACKAGE + "TimeoutCoroutine")) {
            coroutine.timed = true;
            jobs.eachNode(scope, node -> {
                Object handle = reading.get(node, "handle");
                tellTime(coroutine, "times out in", reading.get(handle, "nanoTime"));
            });
        }
    }

    private void children(Coroutine coroutine, @Nullable Object job) {
        if (job != null) {
            waits(coroutine, endOf(job, "children"));
        }
    }

    private void suspended(Coroutine coroutine) {
        Object leaf = coroutine.leaf;
        Object state = reading.atomic(leaf, "_state");
        Object handle = reading.get(state, "handle");
        Object awaited = reading.get(leaf, "job"); // of await
        if (awaited == null) {
            awaited = reading.get(handle, "job"); // of join
        }
        if (reading.kind(awaited).isJob() && awaited != null) {
            waits(coroutine, endOf(awaited, ""));
        } else if (reading.is(handle, PACKAGE + "EventLoopImplBase$DelayedTask")) {
            tellTime(coroutine, "resumes in", reading.get(handle, "nanoTime"));
        } else if (reading.get(handle, "future") != null || reading.get(state, "future") != null) {
            Object future = reading.get(handle == null ? state : handle, "future");
            tellTime(coroutine, "resumes in", reading.get(future, "time")); // of a ScheduledFutureTask
        } else if (reading.is(state, PACKAGE + "channels.ChannelSegment")) {
            channel(coroutine, reading.get(state, "_channel"));
        } else if (reading.is(state, PACKAGE + "selects.SelectImplementation")) {
            select(coroutine, state);
        } else {
            lockings.waits(coroutine, state);
        }
    }

    private void tellTime(Coroutine coroutine, String fact, @Nullable Object nanoTime) {
        if (nanoTime instanceof Long time) {
            coroutine.draft.fact(fact, Seconds.text(Math.max(0, time - now)));
        }
    }

    /** The end of a job, with those who bring it about. */
    private ResourceDraft endOf(Object job, String what) {
        ResourceDraft end = into.resource(job, Resource.Kind.FUTURE);
        Coroutine coroutine = found.of(job);
        boolean ofChildren = !what.isEmpty() || (coroutine != null && coroutine.identity != job);
        if (ofChildren) {
            childrenOf(job, end);
        } else if (coroutine != null) {
            // Whoever told of it before knows it as something that a thread is parked on.
            end.name("the end of coroutine " + coroutine.name)
                    .holder(coroutine.draft, "")
                    .unknown("");
        } else {
            end.unknown(
                    reading.kind(job) == Kind.COROUTINE
                            ? "the coroutine was not found"
                            : "it is not told who will complete a " + Reading.simpleName(job));
        }
        return end;
    }

    private void childrenOf(Object job, ResourceDraft end) {
        end.name("the children of a coroutine");
        Collection<Object> children = found.childrenOf(job);
        int room = MOST_HOLDERS;
        for (Object child : children) {
            Coroutine holder = found.of(child);
            if (room-- == 0) {
                end.unknown((children.size() - MOST_HOLDERS) + " further children are not told");
                return;
            }
            if (holder == null) {
                if (jobs.isIncomplete(child)) {
                    end.unknown("it is not told who will complete a " + Reading.simpleName(child));
                }
            } else {
                end.holder(holder.draft, "");
            }
        }
        if (children.isEmpty()) {
            end.unknown("its children were not found");
        }
    }

    private void channel(Coroutine coroutine, @Nullable Object channel) {
        if (channel == null) {
            return;
        }
        ResourceDraft queue =
                into.resource(channel, Resource.Kind.QUEUE).unknown("a channel does not know who will send or receive");
        Object capacity = reading.get(channel, "capacity");
        if (capacity instanceof Integer size) {
            queue.fact("capacity", size == Integer.MAX_VALUE ? "unlimited" : String.valueOf(size));
        }
        long sent = reading.atomicNumber(channel, "sendersAndCloseStatus") & ((1L << 60) - 1);
        long received = reading.atomicNumber(channel, "receivers");
        if (sent > received) {
            queue.fact("sent and not received", String.valueOf(sent - received));
        } else if (received > sent) {
            queue.fact("waiting receivers", String.valueOf(received - sent));
        }
        coroutine.draft.fact("waits to", sent > received ? "send" : "receive");
        waits(coroutine, queue);
    }

    private void select(Coroutine coroutine, @Nullable Object select) {
        StringBuilder clauses = new StringBuilder();
        if (select != null && reading.get(reading.get(select, "clauses"), "elementData") instanceof Object[] all) {
            for (int i = 0; i < Math.min(all.length, MOST_CLAUSES); i++) {
                Object on = reading.get(all[i], "clauseObject");
                if (on != null) {
                    clauses.append(clauses.isEmpty() ? "" : ", ").append(Reading.simpleName(on));
                }
            }
        }
        coroutine.draft.fact("selects", clauses.isEmpty() ? "whichever comes first" : clauses.toString());
    }

    /** Threads in {@code runBlocking}, where they do nothing but wait. */
    void threads(LiveState seen) {
        for (Local local : seen.locals()) {
            LiveThread thread = seen.thread(local.threadId());
            if (thread != null
                    && local.slot() == 0
                    && wants(local.declaringClass().getName(), local.method())
                    && thread.isWaiting()
                    && isNewest(thread.stack(), local.depth())) {
                ResourceDraft end = endOf(local.value(), "");
                into.waits(thread, end, false); // it only wakes up for what is delayed
            }
        }
    }

    private static boolean isNewest(List<StackTraceElement> stack, int depth) {
        for (int i = 0; i < Math.min(depth, stack.size()); i++) {
            String className = stack.get(i).getClassName();
            if (!className.startsWith("java.") && !className.startsWith("jdk.")) {
                return false;
            }
        }
        return true;
    }
}
