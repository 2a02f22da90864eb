package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.values.Hiding;
import java.util.Map;
import java.util.Set;

/** Hides what the application has marked with an annotation, by the class files. */
final class AnnotationHiding implements Hiding {

    private final Map<Class<?>, ClassFacts> facts;
    private final Set<String> names;

    /** @param names simple names of the annotations */
    AnnotationHiding(Map<Class<?>, ClassFacts> facts, Set<String> names) {
        this.facts = facts;
        this.names = names;
    }

    @Override
    public boolean hides(Class<?> type) {
        ClassFacts known = facts.get(type);
        return known != null && contains(known.annotations());
    }

    @Override
    public boolean hides(Class<?> declaringClass, String field) {
        ClassFacts known = facts.get(declaringClass);
        return known != null && contains(known.annotations(field));
    }

    private boolean contains(Set<String> annotations) {
        return annotations.stream().anyMatch(names::contains);
    }
}
