package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.TaskDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names coroutines, and tells their state, parent and what runs them. Not thread-safe. */
final class Descriptions {

    private static final int MOST_GENERATIONS = 65_536;
    private static final int MOST_FRAMES = 512;

    private final Reading reading;
    private final Jobs jobs;
    private final Found found;
    private final Dispatchers dispatchers;

    Descriptions(Reading reading, Found found, Dispatchers dispatchers) {
        this.reading = reading;
        this.jobs = new Jobs(reading);
        this.found = found;
        this.dispatchers = dispatchers;
    }

    void describe(Coroutine coroutine) {
        TaskDraft draft = coroutine.draft;
        Context own = Context.read(reading.get(coroutine.identity, "context"), reading);
        Context inner = inner(coroutine, own);
        String phase = reading.kind(coroutine.identity) == Kind.COROUTINE ? jobs.phase(coroutine.identity) : "active";
        coroutine.name = name(coroutine, own);
        draft.name(coroutine.name).state(state(coroutine, phase));
        draft.fact("job", Reading.simpleName(coroutine.identity) + ", " + phase);
        if (!own.id().isEmpty()) {
            draft.fact("coroutine id", own.id());
        }
        if (inner.dispatcher() != null) {
            draft.fact("dispatcher", dispatchers.name(inner.dispatcher()));
        }
        if (coroutine.queue != null) {
            draft.pool(coroutine.queue);
        } else if (inner.dispatcher() != null) {
            draft.pool(dispatchers.resource(inner.dispatcher()));
        }
        if (coroutine.thread != null) {
            draft.runBy(coroutine.thread);
        }
        Coroutine parent = parent(coroutine);
        if (parent != null) {
            draft.parent(parent.draft);
        }
        draft.createdAt(created(coroutine.probe));
    }

    /** Where it stands it may be in another context than where it began. */
    private Context inner(Coroutine coroutine, Context own) {
        Object newest = coroutine.frames.isEmpty() ? null : coroutine.frames.get(0);
        Context inner = Context.read(reading.get(newest, "_context"), reading);
        return inner.dispatcher() == null ? own : inner;
    }

    private static String name(Coroutine coroutine, Context own) {
        if (!own.name().isEmpty()) {
            return own.name();
        }
        List<Object> frames = coroutine.frames;
        return frames.isEmpty()
                ? Reading.simpleName(coroutine.identity)
                : frames.get(frames.size() - 1).getClass().getName();
    }

    private static String state(Coroutine coroutine, String phase) {
        return switch (coroutine.sight) {
            case RUNNING -> "running";
            case QUEUED -> "queued";
            case SUSPENDED -> "suspended";
            case SCOPE -> "waits for children";
            case JOB -> phase.equals("completing") ? "waits for children" : phase.equals("new") ? "not started" : phase;
        };
    }

    private @Nullable Coroutine parent(Coroutine coroutine) {
        Object at = reading.kind(coroutine.identity).isJob() ? jobs.parent(coroutine.identity) : null;
        for (int left = MOST_GENERATIONS; at != null && left > 0; left--) {
            Coroutine known = found.of(at);
            if (known != null && known != coroutine) {
                return known;
            }
            at = jobs.parent(at);
        }
        return null;
    }

    private List<StackTraceElement> created(@Nullable Object probe) {
        List<StackTraceElement> stack = new ArrayList<>();
        Object at = reading.get(probe, "creationStackBottom");
        for (int left = MOST_FRAMES; at != null && left > 0; left--) {
            if (reading.get(at, "stackTraceElement") instanceof StackTraceElement element) {
                stack.add(element);
            }
            at = reading.get(at, "callerFrame");
        }
        return stack;
    }
}
