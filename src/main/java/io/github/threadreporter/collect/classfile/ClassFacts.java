package io.github.threadreporter.collect.classfile;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the class file of one class tells, or why it tells nothing. Refers to no class. Immutable. */
public final class ClassFacts {

    /** Fields of this class, the maps and what else every class costs, in bytes. */
    private static final long FIXED_BYTES = 256;

    private final String lack;
    private final Map<MethodKey, MethodFacts> methods;
    private final Set<String> annotations;
    private final Map<String, Set<String>> fieldAnnotations;
    private final @Nullable SuspensionPoints suspensionPoints;
    private final long bytes;

    record MethodKey(String name, String descriptor) {}

    private ClassFacts(
            String lack,
            Map<MethodKey, MethodFacts> methods,
            Set<String> annotations,
            Map<String, Set<String>> fieldAnnotations,
            @Nullable SuspensionPoints suspensionPoints,
            long bytes) {
        this.lack = lack;
        this.methods = Map.copyOf(methods);
        this.annotations = Set.copyOf(annotations);
        this.fieldAnnotations = Map.copyOf(fieldAnnotations);
        this.suspensionPoints = suspensionPoints;
        this.bytes = bytes;
    }

    static ClassFacts known(
            Map<MethodKey, MethodFacts> methods,
            Set<String> annotations,
            Map<String, Set<String>> fieldAnnotations,
            @Nullable SuspensionPoints suspensionPoints,
            long bytes) {
        return new ClassFacts("", methods, annotations, fieldAnnotations, suspensionPoints, FIXED_BYTES + bytes);
    }

    public static ClassFacts lacking(String why) {
        return new ClassFacts(why, Map.of(), Set.of(), Map.of(), null, FIXED_BYTES + why.length());
    }

    /** Why nothing is known, e.g. {@code it has no class file}; empty where something is. */
    public String lack() {
        return lack;
    }

    /**
     * The facts of a method; empty if the class file has no such method with code.
     *
     * @param descriptor its parameters and result, e.g. {@code (I)Ljava/lang/String;}
     */
    public Optional<MethodFacts> method(String name, String descriptor) {
        return Optional.ofNullable(methods.get(new MethodKey(name, descriptor)));
    }

    /** The simple names of the annotations on the class, those that are not there at run time too. */
    public Set<String> annotations() {
        return annotations;
    }

    /**
     * The simple names of the annotations that speak of a field, those that are not there at run time too: on the field
     * or inside its type, on the component of a record, on a parameter of the same name of a constructor, on a property
     * in Kotlin. So an annotation that hides is found wherever its target lets it be written.
     */
    public Set<String> annotations(String field) {
        return fieldAnnotations.getOrDefault(field, Set.of());
    }

    /** Where the code of a continuation can be suspended, and what it keeps there; empty for other classes. */
    public Optional<SuspensionPoints> suspensionPoints() {
        return Optional.ofNullable(suspensionPoints);
    }

    /**
     * The simple names of the annotations on parameters of that name, of whichever method: a lambda that captures a
     * parameter has it under the same name, and without the annotation.
     */
    public Set<String> annotationsOfParameters(String name) {
        Set<String> annotations = new HashSet<>();
        methods.values()
                .forEach(method -> method.forEachMark((parameter, annotation) -> {
                    if (parameter.equals(name)) {
                        annotations.add(annotation);
                    }
                }));
        return annotations;
    }

    Collection<MethodFacts> all() {
        return methods.values();
    }

    /** About how much memory this takes. */
    long bytes() {
        return bytes;
    }
}
