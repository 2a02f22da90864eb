package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.classfile.LocalName;
import io.github.threadreporter.collect.classfile.MethodFacts;
import io.github.threadreporter.collect.variables.LateNames;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the first parameters of a method are called: the same for many tasks, so worked out once. Not thread-safe. */
final class CodeNames {

    /**
     * A parameter.
     *
     * @param isHidden whether an annotation says that its value is not to be seen
     */
    record Parameter(String name, Variable.Kind kind, boolean isHidden) {}

    private @Nullable List<Parameter> known;

    /** As many as there are values, with names by position where the class file tells none. */
    List<Parameter> of(LiveCode.Place place, int count, LateNames names) {
        List<Parameter> parameters = known;
        if (parameters == null || parameters.size() != count) {
            parameters = find(place, count, names);
            known = parameters;
        }
        return parameters;
    }

    private static List<Parameter> find(LiveCode.Place place, int count, LateNames names) {
        ClassFacts facts = names.facts(place.type());
        Optional<MethodFacts> method = facts.method(place.frame().getMethodName(), place.descriptor());
        List<LocalName> locals = method.map(MethodFacts::parameters).orElse(List.of());
        List<Parameter> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LocalName local = i < locals.size() ? locals.get(i) : null;
            if (i == 0 && !place.isStatic()) {
                parameters.add(new Parameter("this", Variable.Kind.RECEIVER, false));
            } else if (local == null) {
                String name = "arg" + (place.isStatic() ? i : i - 1);
                parameters.add(new Parameter(name, Variable.Kind.PARAMETER, false));
            } else {
                boolean isHidden = isHiding(method.orElseThrow().annotations(local.slot()), names)
                        || isHiding(facts.annotationsOfParameters(local.name()), names);
                parameters.add(new Parameter(local.name(), Variable.Kind.PARAMETER, isHidden));
            }
        }
        return parameters;
    }

    private static boolean isHiding(Iterable<String> annotations, LateNames names) {
        for (String annotation : annotations) {
            if (names.hidingAnnotations().contains(annotation)) {
                return true;
            }
        }
        return false;
    }
}
