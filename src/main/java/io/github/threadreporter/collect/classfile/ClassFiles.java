package io.github.threadreporter.collect.classfile;

import io.github.threadreporter.model.CaptureLimits;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Names and scopes of variables, and annotations on fields, from class files. One for each reporter. Thread-safe.
 *
 * <p><b>Consistency.</b> A class file is what the class loader gives out now, which need not be what it loaded: trust
 * scopes only of methods whose code is the {@linkplain MethodFacts#sameCode same}.
 *
 * <p><b>Overhead.</b> Well below a millisecond for a class file of usual size; what was read is remembered within {@link
 * CaptureLimits#classFileBytes()}, by class, which it does not keep from being unloaded. The caller waits for {@link
 * CaptureLimits#classFileMillis()} at most; a class loader that hangs holds one daemon thread until it answers, and
 * until then only what is remembered is known.
 *
 * <p><b>Mechanism.</b> The class's module or its class loader is asked for the class file, on a thread of its own.
 */
public final class ClassFiles {

    private final FactsCache cache;
    private final ClassReading reading;

    public ClassFiles(CaptureLimits limits, LongSupplier nanoTime) {
        this.cache = new FactsCache(limits.classFileBytes());
        this.reading = new ClassReading(limits.classFileMillis(), nanoTime, cache);
    }

    /**
     * Facts of these classes, each of which is a key of the result. Waits at most {@link CaptureLimits#classFileMillis()}
     * in all; what is not known then has a {@linkplain ClassFacts#lack() lack}, as has what cannot be read. Holds the
     * classes no longer than it takes, and calls no code of the application on the calling thread.
     */
    public Map<Class<?>, ClassFacts> of(Collection<Class<?>> types) {
        Map<Class<?>, ClassFacts> facts = new HashMap<>();
        Set<Class<?>> unknown = new LinkedHashSet<>();
        for (Class<?> type : types) {
            String none = ClassBytes.none(type);
            ClassFacts known = none.isEmpty() ? cache.get(type) : ClassFacts.lacking(none);
            if (known == null) {
                unknown.add(type);
            } else {
                facts.put(type, known);
            }
        }
        if (!unknown.isEmpty()) {
            facts.putAll(reading.read(unknown));
        }
        return Collections.unmodifiableMap(facts);
    }
}
