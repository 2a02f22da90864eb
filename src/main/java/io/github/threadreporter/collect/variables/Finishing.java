package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.values.Hiding;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.VariableScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns what slots held into named variables, when there is time to read class files. */
final class Finishing {

    private static final String MOVED_ON = "the thread had moved on when its variables were read";

    private final VariableReader reader;
    private final ValueReading reading;

    Finishing(VariableReader reader, ValueReading reading) {
        this.reader = reader;
        this.reading = reading;
    }

    VariableLook.Named finish(Map<Long, ThreadPlan> plans, Collection<Class<?>> more) {
        Set<Class<?>> classes = new HashSet<>(reading.classes());
        classes.addAll(more);
        plans.values().forEach(plan -> plan.agreed()
                .forEach(frame -> classes.add(frame.method().declaringClass())));
        Map<Class<?>, ClassFacts> facts = reader.classFiles.of(classes);
        Hiding hiding = new AnnotationHiding(facts, reader.hidingAnnotations);
        FrameNaming naming = new FrameNaming(reading, hiding, new PlaceNames(facts, reader.hidingAnnotations));
        Map<Long, List<FrameVariables>> variables = new HashMap<>();
        plans.forEach((id, plan) -> {
            List<FrameVariables> frames = frames(plan, naming);
            if (!frames.isEmpty()) {
                variables.put(id, frames);
            }
        });
        return new VariableLook.Named(
                variables,
                new LateNames(facts, reading, hiding, reader.hidingAnnotations, reader.scope != VariableScope.OFF));
    }

    private static List<FrameVariables> frames(ThreadPlan plan, FrameNaming naming) {
        List<FrameVariables> frames = new ArrayList<>();
        for (FoundFrame frame : plan.agreed()) {
            FrameVariables named = naming.name(frame);
            if (!named.variables().isEmpty() || !named.missing().isEmpty()) {
                frames.add(named);
            }
        }
        plan.movedOn().forEach(depth -> frames.add(new FrameVariables(depth, List.of(), MOVED_ON)));
        frames.sort(Comparator.comparingInt(FrameVariables::depth));
        return frames;
    }
}
