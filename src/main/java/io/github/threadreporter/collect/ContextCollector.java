package io.github.threadreporter.collect;

import io.github.threadreporter.collect.ContextReader.Found;
import io.github.threadreporter.internal.ForeignFields;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.Jdk.Ability;
import io.github.threadreporter.internal.ScopedBindings;
import io.github.threadreporter.internal.ThreadLocals;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each thread's own context, for one capture. Not thread-safe. */
final class ContextCollector {

    private final CaptureLimits limits;
    private final CutCounter cuts;
    private final @Nullable ThreadLocals threadLocals;
    private final @Nullable ScopedBindings scopedBindings;
    private final List<ContextSource> sources = new ArrayList<>();
    private final List<ThreadLocal<?>> variables = new ArrayList<>();
    private final Set<Missing> missing = new LinkedHashSet<>();

    ContextCollector(Jdk jdk, List<ContextReader> readers, CaptureLimits limits, CutCounter cuts) {
        this.limits = limits;
        this.cuts = cuts;
        this.threadLocals = jdk.threadLocals().orElse(null);
        this.scopedBindings = jdk.scopedBindings().orElse(null);
        lacking(jdk, Ability.THREAD_LOCALS, "each thread's MDC and Sentry scope");
        // Looking for classes takes longer than reading 500 threads: only where it can be of use.
        if (threadLocals != null && !readers.isEmpty()) {
            lacking(jdk, Ability.LOADED_CLASSES, "MDC and Sentry scopes of other class loaders");
            findSources(jdk, readers);
        }
    }

    private void lacking(Jdk jdk, Ability ability, String what) {
        jdk.lack(ability).ifPresent(why -> missing.add(new Missing(what, why, ability.flag())));
    }

    private void findSources(Jdk jdk, List<ContextReader> readers) {
        Set<String> types = new HashSet<>();
        readers.forEach(reader -> types.addAll(reader.types()));
        ForeignFields fields = new ForeignFields(jdk.loadedClasses());
        for (LibraryCopy library : LibraryCopy.in(jdk.loadedClasses(), types)) {
            for (ContextReader reader : readers) {
                reader.variable(library, fields).ifPresent(variable -> {
                    sources.add(new ContextSource(reader, library, variable));
                    variables.add(variable);
                });
            }
        }
        for (String closed : fields.closed()) {
            missing.add(new Missing(
                    "context kept in " + closed,
                    "it is not open to this library",
                    "--add-opens " + closed + "=ALL-UNNAMED"));
        }
    }

    ThreadContext of(Thread thread) {
        @Nullable Object[] values = threadLocals == null ? null : threadLocals.values(thread, variables);
        List<Object> bound = scopedBindings == null ? List.of() : scopedBindings.values(thread, limits.entries());
        if (values == null && bound.isEmpty()) {
            return ThreadContext.EMPTY;
        }
        ContextBuilder context = new ContextBuilder(limits, cuts);
        if (values != null) {
            read(thread, values, context);
        }
        context.scopedValues(bound);
        return context.build();
    }

    private void read(Thread thread, @Nullable Object[] values, ContextBuilder into) {
        List<Integer> held = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                held.add(i);
            }
        }
        if (held.size() > 1 && threadLocals != null) {
            // A thread of a pool may have served several applications: the one that it works for now comes first.
            ClassLoader user = threadLocals.contextLoader(thread);
            held.sort(Comparator.comparingInt(i -> sources.get(i).library().distanceFrom(user)));
        }
        List<ContextReader> done = new ArrayList<>(held.size());
        for (int i : held) {
            ContextReader reader = sources.get(i).reader();
            Object value = values[i];
            if (value != null && !done.contains(reader) && read(sources.get(i), value, into) == Found.CONTEXT) {
                done.add(reader);
            }
        }
    }

    private Found read(ContextSource source, Object value, ContextBuilder into) {
        ContextReader reader = source.reader();
        String form = reader.what() + " kept in a " + value.getClass().getName();
        try {
            Found found = source.read(value, into);
            if (found == Found.UNKNOWN) {
                missing.add(new Missing(form, reader.whyUnknown(), ""));
            }
            return found;
        } catch (RuntimeException | LinkageError e) { // of a version that nobody here has tried
            missing.add(
                    new Missing(form, "reading it failed with a " + e.getClass().getName(), ""));
            return Found.UNKNOWN;
        }
    }

    /** Lets the application's classes go: no context can be read any more. */
    void close() {
        sources.clear();
        variables.clear();
    }

    List<Missing> missing() {
        return List.copyOf(missing);
    }
}
