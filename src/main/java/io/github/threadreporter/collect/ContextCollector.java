package io.github.threadreporter.collect;

import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.Jdk.Ability;
import io.github.threadreporter.internal.ScopedBindings;
import io.github.threadreporter.internal.ThreadLocals;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Each thread's own context, for one capture. Not thread-safe. */
final class ContextCollector {

    private final CaptureLimits limits;
    private final CutCounter cuts;
    private final @Nullable ThreadLocals threadLocals;
    private final @Nullable ScopedBindings scopedBindings;
    private final List<ContextReader> readers = new ArrayList<>();
    private final List<ThreadLocal<?>> variables = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Set<String> unknownForms = new TreeSet<>();

    ContextCollector(Jdk jdk, List<ContextReader> all, CaptureLimits limits, CutCounter cuts) {
        this.limits = limits;
        this.cuts = cuts;
        this.threadLocals = jdk.threadLocals().orElse(null);
        this.scopedBindings = jdk.scopedBindings().orElse(null);
        // Looking for a class that is not there takes longer than reading 500 threads: only where it can be of use.
        for (ContextReader reader : threadLocals == null ? List.<ContextReader>of() : all) {
            Optional<ThreadLocal<?>> variable = reader.variable();
            if (variable.isPresent()) {
                readers.add(reader);
                variables.add(variable.get());
            }
        }
        jdk.lack(Ability.THREAD_LOCALS)
                .ifPresent(why -> missing.add(
                        new Missing("each thread's MDC and Sentry scope", why, Ability.THREAD_LOCALS.flag())));
    }

    ThreadContext of(Thread thread) {
        @Nullable Object[] values = threadLocals == null ? null : threadLocals.values(thread, variables);
        List<Object> bound = scopedBindings == null ? List.of() : scopedBindings.values(thread, limits.entries());
        if (values == null && bound.isEmpty()) {
            return ThreadContext.EMPTY;
        }
        ContextBuilder context = new ContextBuilder(limits, cuts);
        for (int i = 0; values != null && i < values.length; i++) {
            Object value = values[i];
            if (value != null && !readers.get(i).read(value, context)) {
                unknownForms.add(
                        readers.get(i).what() + " kept in a " + value.getClass().getName());
            }
        }
        context.scopedValues(bound);
        return context.build();
    }

    List<Missing> missing() {
        List<Missing> all = new ArrayList<>(missing);
        unknownForms.forEach(form -> all.add(new Missing(form, "it cannot be read without taking its lock", "")));
        return all;
    }
}
