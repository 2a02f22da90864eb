package io.github.threadreporter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread at the moment of a capture.
 *
 * @param id {@code Thread.threadId()}
 * @param name its name; empty for most virtual threads
 * @param kind platform or virtual
 * @param state its state as {@code Thread.getState()} names it
 * @param daemon whether it is a daemon; virtual threads are
 * @param priority from 1 to 10
 * @param group its thread group, or for a virtual thread its container (the executor or scope that started it); empty
 *     where it is unknown
 * @param stack its frames
 * @param waitsFor what it waits for, or null
 * @param held the locks that it holds
 * @param carrierId for a mounted virtual thread the id of its carrier, or null
 * @param usage CPU time and allocation
 * @param context MDC, Sentry scope, scoped values
 * @param variables local variables of some of its frames, by depth
 */
public record CapturedThread(
        long id,
        String name,
        ThreadKind kind,
        Thread.State state,
        boolean daemon,
        int priority,
        String group,
        StackTrace stack,
        @Nullable LockWait waitsFor,
        List<HeldLock> held,
        @Nullable Long carrierId,
        Usage usage,
        ThreadContext context,
        List<FrameVariables> variables) {

    public CapturedThread {
        held = List.copyOf(held);
        variables = List.copyOf(variables);
    }

    /** Its name, or for an unnamed virtual thread {@code virtual-ID}. */
    public String displayName() {
        return name.isEmpty() ? kind.label() + "-" + id : name;
    }

    /** Whether the named lock is among those it holds. */
    public boolean holds(LockRef lock) {
        return held.stream().anyMatch(h -> h.lock().equals(lock));
    }

    /** The variables of the frame at that depth, or null where there is nothing to tell. */
    public @Nullable FrameVariables variablesAt(int depth) {
        for (FrameVariables frame : variables) {
            if (frame.depth() == depth) {
                return frame;
            }
        }
        return null;
    }

    public CapturedThread withStack(StackTrace value) {
        return toBuilder().stack(value).build();
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

    /** A platform thread in state RUNNABLE with nothing else known: the start for collectors and tests. */
    public static Builder builder(long id, String name) {
        return new Builder(new CapturedThread(
                id,
                name,
                ThreadKind.PLATFORM,
                Thread.State.RUNNABLE,
                false,
                Thread.NORM_PRIORITY,
                "",
                StackTrace.EMPTY,
                null,
                List.of(),
                null,
                Usage.NONE,
                ThreadContext.EMPTY,
                List.of()));
    }

    /** Copies with some components changed. Not thread-safe. */
    public static final class Builder {
        private final long id;
        private String name;
        private ThreadKind kind;
        private Thread.State state;
        private boolean daemon;
        private int priority;
        private String group;
        private StackTrace stack;
        private @Nullable LockWait waitsFor;
        private List<HeldLock> held;
        private @Nullable Long carrierId;
        private Usage usage;
        private ThreadContext context;
        private List<FrameVariables> variables;

        private Builder(CapturedThread from) {
            this.id = from.id;
            this.name = from.name;
            this.kind = from.kind;
            this.state = from.state;
            this.daemon = from.daemon;
            this.priority = from.priority;
            this.group = from.group;
            this.stack = from.stack;
            this.waitsFor = from.waitsFor;
            this.held = from.held;
            this.carrierId = from.carrierId;
            this.usage = from.usage;
            this.context = from.context;
            this.variables = from.variables;
        }

        public long id() {
            return id;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder kind(ThreadKind value) {
            kind = value;
            return this;
        }

        public Builder state(Thread.State value) {
            state = value;
            return this;
        }

        public Builder daemon(boolean value) {
            daemon = value;
            return this;
        }

        public Builder priority(int value) {
            priority = value;
            return this;
        }

        public Builder group(String value) {
            group = value;
            return this;
        }

        public Builder stack(StackTrace value) {
            stack = value;
            return this;
        }

        public Builder waitsFor(@Nullable LockWait value) {
            waitsFor = value;
            return this;
        }

        public Builder held(List<HeldLock> value) {
            held = value;
            return this;
        }

        public Builder carrierId(@Nullable Long value) {
            carrierId = value;
            return this;
        }

        public Builder usage(Usage value) {
            usage = value;
            return this;
        }

        public Builder context(ThreadContext value) {
            context = value;
            return this;
        }

        public Builder variables(List<FrameVariables> value) {
            variables = value;
            return this;
        }

        public CapturedThread build() {
            return new CapturedThread(
                    id, name, kind, state, daemon, priority, group, stack, waitsFor, held, carrierId, usage, context,
                    variables);
        }
    }
}
