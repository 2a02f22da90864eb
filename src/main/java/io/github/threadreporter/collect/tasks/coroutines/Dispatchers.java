package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.model.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs coroutines: its name, and the threads of which one must get free before what is queued is run. */
final class Dispatchers {

    private static final String PACKAGE = "kotlinx.coroutines.";
    private static final int PERMITS_SHIFT = 42;

    private final Reading reading;
    private final LiveState seen;
    private final TaskSink into;
    private final IdentityHashMap<Object, List<LiveThread>> threads = new IdentityHashMap<>();
    private final Set<Object> queuedThemselves = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, ResourceDraft> resources = new IdentityHashMap<>();

    Dispatchers(Reading reading, LiveState seen, TaskSink into) {
        this.reading = reading;
        this.seen = seen;
        this.into = into;
    }

    /** A thread works for a dispatcher. */
    void runs(LiveThread thread, Object dispatcher) {
        threads.computeIfAbsent(dispatcher, d -> new ArrayList<>()).add(thread);
    }

    /** A view has to wait itself for a thread of the dispatcher behind it. */
    void waitsItself(Object view) {
        queuedThemselves.add(view);
    }

    /** What stands for a dispatcher, with a name. */
    ResourceDraft resource(Object dispatcher) {
        Object behind = behind(dispatcher);
        ResourceDraft known = resources.get(behind);
        if (known == null) {
            boolean executor = behind instanceof java.util.concurrent.Executor
                    && !behind.getClass().getName().startsWith(PACKAGE);
            known = into.resource(behind, executor ? Resource.Kind.EXECUTOR : Resource.Kind.DISPATCHER)
                    .need(Resource.Need.ONE);
            if (!executor) {
                known.name(name(behind));
            }
            resources.put(behind, known);
        }
        return known;
    }

    /** The object that has the threads or the queue. */
    private Object behind(Object dispatcher) {
        Object scheduler = reading.get(dispatcher, "coroutineScheduler");
        Object executor = reading.is(dispatcher, PACKAGE + "ExecutorCoroutineDispatcherImpl")
                ? reading.get(dispatcher, "executor")
                : null;
        Object wrapped = reading.get(executor, "e"); // Executors.unconfigurable...
        Object named = reading.is(dispatcher, PACKAGE + "internal.NamedDispatcher")
                ? reading.get(dispatcher, "dispatcher")
                : null;
        for (Object better : new Object[] {scheduler, wrapped, executor, named}) {
            if (better != null) {
                return better;
            }
        }
        return dispatcher;
    }

    /** A name for people. */
    String name(Object dispatcher) {
        Object own = reading.get(dispatcher, "name");
        if (own instanceof String text && !text.isEmpty()) {
            return text;
        }
        return switch (Reading.simpleName(dispatcher)) {
            case "DefaultScheduler" -> "Dispatchers.Default";
            case "CoroutineScheduler" ->
                "DefaultDispatcher".equals(reading.get(dispatcher, "schedulerName"))
                        ? "Dispatchers.Default"
                        : String.valueOf(reading.get(dispatcher, "schedulerName"));
            case "DefaultIoScheduler", "UnlimitedIoScheduler" -> "Dispatchers.IO";
            case "Unconfined" -> "Dispatchers.Unconfined";
            case "BlockingEventLoop" -> "the event loop of runBlocking";
            case "LimitedDispatcher" -> view(dispatcher);
            case "ExecutorCoroutineDispatcherImpl" ->
                behind(dispatcher).getClass().getName();
            default -> dispatcher.getClass().getName();
        };
    }

    private String view(Object dispatcher) {
        Object of = reading.get(dispatcher, "dispatcher");
        return (of == null ? "" : name(of)) + ".limitedParallelism(" + reading.get(dispatcher, "parallelism") + ")";
    }

    /** Tells who must act for all that were spoken of. */
    void finish() {
        resources.forEach((dispatcher, resource) -> {
            List<LiveThread> workers = threads.getOrDefault(dispatcher, List.of());
            Object loop = reading.get(dispatcher, "thread");
            if (reading.kind(dispatcher) == Kind.EVENT_LOOP && loop instanceof Thread thread) {
                LiveThread known = seen.of(thread);
                workers = known == null ? List.of() : List.of(known);
            }
            boolean limited = reading.kind(dispatcher) == Kind.LIMITED;
            if (limited) {
                resource.fact("parallelism", String.valueOf(reading.get(dispatcher, "parallelism")));
            }
            for (LiveThread worker : working(dispatcher, workers)) {
                resource.holder(worker, "");
            }
            if (limited && (queuedThemselves.contains(dispatcher) || workers.size() < running(dispatcher))) {
                resource.unknown("not all that it has asked its dispatcher for has a thread");
            } else if (workers.isEmpty() && !(dispatcher instanceof java.util.concurrent.ExecutorService)) {
                resource.unknown("none of its threads was seen");
            }
        });
    }

    private long running(Object view) {
        return reading.atomicNumber(view, "runningWorkers");
    }

    /** Where all threads that may compute do so, a thread that only blocks or sleeps does not help. */
    private List<LiveThread> working(Object dispatcher, List<LiveThread> workers) {
        long control = reading.atomicNumber(dispatcher, "controlState");
        if (control < 0 || control >> PERMITS_SHIFT > 0) {
            return workers;
        }
        List<LiveThread> computing = workers.stream()
                .filter(worker -> "CPU_ACQUIRED".equals(stateOf(worker)))
                .toList();
        return computing.size() == reading.atomicNumber(dispatcher, "corePoolSize") ? computing : workers;
    }

    private @Nullable Object stateOf(LiveThread worker) {
        return reading.get(reading.get(worker.thread(), "state"), "name");
    }
}
