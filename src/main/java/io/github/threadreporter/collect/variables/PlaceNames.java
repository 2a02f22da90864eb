package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.classfile.LocalName;
import io.github.threadreporter.collect.classfile.MethodFacts;
import io.github.threadreporter.collect.liveness.Liveness;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the slots are called at a place in the code, where it is sure that they are called so. Many threads stand at few
 * places, so each is worked out once a capture. Not thread-safe.
 */
final class PlaceNames {

    /**
     * A slot with its name.
     *
     * @param hidden whether an annotation says that its value is not to be seen
     * @param live whether the code will read it yet
     */
    record Named(LocalName name, boolean hidden, boolean live) {}

    /**
     * The names at one place.
     *
     * @param missing why there may be more variables than names; empty where there are not
     */
    record Names(List<Named> slots, String missing) {}

    private final Map<Class<?>, ClassFacts> facts;
    private final Set<String> hidingAnnotations;
    private final IdentityHashMap<MethodInfo, Map<Integer, Names>> known = new IdentityHashMap<>();

    PlaceNames(Map<Class<?>, ClassFacts> facts, Set<String> hidingAnnotations) {
        this.facts = facts;
        this.hidingAnnotations = hidingAnnotations;
    }

    Names at(MethodInfo method, int bci) {
        return known.computeIfAbsent(method, m -> new HashMap<>()).computeIfAbsent(bci, index -> find(method, index));
    }

    private Names find(MethodInfo method, int bci) {
        ClassFacts ofClass = Objects.requireNonNull(facts.get(method.declaringClass()));
        Optional<MethodFacts> found = ofClass.method(method.name(), method.descriptor());
        if (found.isEmpty()) {
            String why = ofClass.lack().isEmpty() ? "its class file has no such method" : ofClass.lack();
            return parameters(method, Positions.of(method), Optional.empty(), why);
        }
        MethodFacts names = found.get();
        if (!names.sameCode(method.bytecode())) {
            return parameters(method, names.parameters(), found, "an agent has changed this method");
        }
        if (!names.hasVariableNames()) {
            return parameters(method, names.parameters(), found, "compiled without names of variables (javac -g)");
        }
        return new Names(named(method, names.at(bci), found, bci), "");
    }

    private Names parameters(MethodInfo method, List<LocalName> names, Optional<MethodFacts> found, String why) {
        boolean hasOthers = method.maxLocals() > method.argumentSlots();
        return new Names(named(method, names, found, -1), hasOthers ? "only parameters: " + why : "");
    }

    private List<Named> named(MethodInfo method, List<LocalName> names, Optional<MethodFacts> found, int bci) {
        Liveness liveness = new Liveness(method.bytecode(), List.of());
        List<Named> named = new ArrayList<>(names.size());
        for (LocalName name : names) {
            boolean hidden = found.isPresent()
                    && found.get().annotations(name.slot()).stream().anyMatch(hidingAnnotations::contains);
            named.add(new Named(name, hidden, bci >= 0 && liveness.isLive(name.slot(), bci)));
        }
        return named;
    }
}
