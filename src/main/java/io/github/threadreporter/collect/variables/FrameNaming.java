package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.classfile.LocalName;
import io.github.threadreporter.collect.classfile.MethodFacts;
import io.github.threadreporter.collect.liveness.Liveness;
import io.github.threadreporter.collect.values.Hiding;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.LiveSlots;
import io.github.threadreporter.internal.LiveValue;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the slots of frames the names that they have in the source, where it is sure that they have them. */
final class FrameNaming {

    private final ValueReading reading;
    private final Hiding hiding;
    private final Set<String> hidingAnnotations;

    FrameNaming(ValueReading reading, Hiding hiding, Set<String> hidingAnnotations) {
        this.reading = reading;
        this.hiding = hiding;
        this.hidingAnnotations = hidingAnnotations;
    }

    /** Names for a frame, and why there may be more variables than names. */
    private record Names(List<LocalName> names, String missing) {}

    FrameVariables name(FoundFrame frame, ClassFacts facts) {
        MethodInfo method = frame.method();
        Optional<MethodFacts> known = facts.method(method.name(), method.descriptor());
        Names names = known.map(found -> names(frame, found)).orElseGet(() -> byPosition(method, facts));
        List<Variable> variables = new ArrayList<>();
        for (LocalName name : names.names()) {
            Value value = value(frame, name);
            if (value != null) {
                variables.add(new Variable(
                        name.name(), name.kind(), isHidden(name, known) ? new Value.Masked("annotation") : value));
            }
        }
        return new FrameVariables(frame.shownDepth(), variables, names.missing());
    }

    private static Names byPosition(MethodInfo method, ClassFacts facts) {
        String why = facts.lack().isEmpty() ? "its class file has no such method" : facts.lack();
        return new Names(Positions.of(method), hasOnlyParameters(method) ? "" : "only parameters: " + why);
    }

    private static boolean hasOnlyParameters(MethodInfo method) {
        return method.maxLocals() <= method.argumentSlots();
    }

    private static Names names(FoundFrame frame, MethodFacts facts) {
        if (!facts.sameCode(frame.method().bytecode())) {
            return new Names(
                    facts.parameters(),
                    "only parameters: an agent has changed this method, its class file tells no more");
        }
        if (!facts.hasVariableNames() && !hasOnlyParameters(frame.method())) {
            return new Names(facts.parameters(), "only parameters: compiled without names of variables (javac -g)");
        }
        List<LocalName> inScope = facts.at(frame.bci());
        return new Names(inScope.isEmpty() ? facts.parameters() : inScope, "");
    }

    private boolean isHidden(LocalName name, Optional<MethodFacts> facts) {
        return facts.isPresent()
                && facts.get().annotations(name.slot()).stream().anyMatch(hidingAnnotations::contains);
    }

    /** Null where it is not known. What the class file says and what the JVM found must be of one kind. */
    private @Nullable Value value(FoundFrame frame, LocalName name) {
        boolean primitive = name.descriptor().length() == 1;
        ValueReading.Slot object = frame.object(name.slot());
        if (object != null) {
            return primitive ? null : reading.value(object, hiding);
        }
        FoundFrame.Exact exact = frame.exact(name.slot());
        if (exact != null) {
            return Primitives.value(exact.value());
        }
        LiveSlots rest = frame.rest();
        if (rest == null) {
            return null;
        }
        boolean live = new Liveness(frame.method().bytecode(), List.of()).isLive(name.slot(), frame.bci());
        LiveValue found = rest.local(name.slot(), name.descriptor(), live);
        return found.isKnown() ? Primitives.value(found.value()) : null;
    }
}
