package io.github.threadreporter.collect;

import io.github.threadreporter.collect.tasks.TaskLook;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Missing;
import java.util.ArrayList;
import java.util.List;

/** What the parts of one capture share while they gather threads. Not thread-safe. */
final class Gathering {

    final Jdk jdk;
    final CaptureLimits limits;
    final CutCounter cuts;
    final StackInterner stacks;
    final ContextCollector contexts;
    final VariableLook variables;
    final TaskLook tasks;
    final List<CapturedThread.Builder> threads = new ArrayList<>();
    final List<Missing> missing = new ArrayList<>();
    final List<Long> platformIds = new ArrayList<>();
    private final int room;
    private final List<Runnable> rest = new ArrayList<>();
    private int toCome;

    Gathering(
            Jdk jdk,
            CaptureLimits limits,
            CutCounter cuts,
            ContextCollector contexts,
            VariableLook variables,
            TaskLook tasks) {
        this(limits.threads(), jdk, limits, cuts, contexts, variables, tasks);
    }

    private Gathering(
            int room,
            Jdk jdk,
            CaptureLimits limits,
            CutCounter cuts,
            ContextCollector contexts,
            VariableLook variables,
            TaskLook tasks) {
        this.room = room;
        this.jdk = jdk;
        this.limits = limits;
        this.cuts = cuts;
        this.stacks = new StackInterner(limits, cuts);
        this.contexts = contexts;
        this.variables = variables;
        this.tasks = tasks;
    }

    /**
     * Leaves work for {@link #finish()}.
     *
     * @param seen how many threads it will add
     * @param work must hold no live object of the application
     */
    void later(int seen, Runnable work) {
        toCome += seen;
        rest.add(work);
    }

    /** Does what was left for later. Once: a second call finds nothing to do. */
    void finish() {
        rest.forEach(Runnable::run);
        rest.clear();
        toCome = 0;
    }

    /** For another thread to gather into, as much as there is room for; without context and variables. */
    Gathering beside() {
        CutCounter own = new CutCounter();
        return new Gathering(
                Math.max(0, room - seen()),
                jdk,
                limits,
                own,
                new ContextCollector(jdk, List.of(), limits, own),
                variables,
                tasks);
    }

    /** Adds what was gathered beside this. */
    void add(Gathering beside) {
        threads.addAll(beside.threads);
        missing.addAll(beside.missing);
        cuts.addAll(beside.cuts);
    }

    /** Whether {@link CaptureLimits#threads()} is reached. */
    boolean full() {
        return seen() >= room;
    }

    /** How many threads there are, those included that are to be added later. */
    int seen() {
        return threads.size() + toCome;
    }
}
