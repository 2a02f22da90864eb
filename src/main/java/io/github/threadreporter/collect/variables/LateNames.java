package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.values.Hiding;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.model.Value;
import java.util.Map;
import java.util.Set;

/** What can be told of values and their classes once class files have been read. Not thread-safe. */
public final class LateNames {

    private final Map<Class<?>, ClassFacts> facts;
    private final ValueReading reading;
    private final Hiding hiding;
    private final Set<String> hidingAnnotations;
    private final boolean showsValues;

    LateNames(
            Map<Class<?>, ClassFacts> facts,
            ValueReading reading,
            Hiding hiding,
            Set<String> hidingAnnotations,
            boolean showsValues) {
        this.facts = facts;
        this.reading = reading;
        this.hiding = hiding;
        this.hidingAnnotations = hidingAnnotations;
        this.showsValues = showsValues;
    }

    /** What the class file tells, or a {@linkplain ClassFacts#lack() lack} that says why it tells nothing. */
    public ClassFacts facts(Class<?> type) {
        ClassFacts known = facts.get(type);
        return known == null ? ClassFacts.lacking("its class file was not asked for") : known;
    }

    /** Whether values are wanted at all. */
    public boolean showsValues() {
        return showsValues;
    }

    /** The finished value; what annotations on types and fields hide is hidden. */
    public Value value(ValueReading.Slot slot) {
        return reading.value(slot, hiding);
    }

    /** Simple names of the annotations that hide a type, a field or a parameter. */
    public Set<String> hidingAnnotations() {
        return hidingAnnotations;
    }
}
