package io.github.threadreporter.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work without a thread of its own: suspended, queued or waiting for a result. It may be run by a thread at this moment.
 *
 * @param id class and identity of the object that stands for it, e.g. {@code com.acme.Ship@1f2e3d}; unique in a dump
 * @param kind what it is
 * @param name a name for people, never empty: its own, else where its code is
 * @param state its state in the words of its library, e.g. {@code suspended}, {@code queued}
 * @param stack where it stands or what it is to run, newest first as of a thread; of a chain of futures what comes first
 *     is on top
 * @param variables what it has kept, by depth: local variables of a coroutine, captured values of a lambda
 * @param threadId the thread that runs it, or null
 * @param parentId the task that it belongs to, or null
 * @param pool the resource that runs it or will, or null
 * @param createdAt where it was created; empty where nobody tells
 * @param facts what else is known, in words by name, in an order to be shown
 */
public record Task(
        String id,
        TaskKind kind,
        String name,
        String state,
        StackTrace stack,
        List<FrameVariables> variables,
        @Nullable Long threadId,
        @Nullable String parentId,
        @Nullable LockRef pool,
        StackTrace createdAt,
        Map<String, String> facts) {

    public Task {
        variables = List.copyOf(variables);
        facts = Texts.ordered(facts);
    }

    /** One without frames, of which nothing else is known. */
    public static Task of(String id, TaskKind kind, String name, String state) {
        return new Task(
                id, kind, name, state, StackTrace.EMPTY, List.of(), null, null, null, StackTrace.EMPTY, Map.of());
    }

    public Task withStack(StackTrace value) {
        return new Task(id, kind, name, state, value, variables, threadId, parentId, pool, createdAt, facts);
    }

    public Task withVariables(List<FrameVariables> value) {
        return new Task(id, kind, name, state, stack, value, threadId, parentId, pool, createdAt, facts);
    }

    public Task withThread(@Nullable Long value) {
        return new Task(id, kind, name, state, stack, variables, value, parentId, pool, createdAt, facts);
    }

    public Task withParent(@Nullable String value) {
        return new Task(id, kind, name, state, stack, variables, threadId, value, pool, createdAt, facts);
    }

    public Task withPool(@Nullable LockRef value) {
        return new Task(id, kind, name, state, stack, variables, threadId, parentId, value, createdAt, facts);
    }

    public Task withCreatedAt(StackTrace value) {
        return new Task(id, kind, name, state, stack, variables, threadId, parentId, pool, value, facts);
    }

    public Task withFacts(Map<String, String> value) {
        return new Task(id, kind, name, state, stack, variables, threadId, parentId, pool, createdAt, value);
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
}
