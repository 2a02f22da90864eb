package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.classfile.ReadableNames;
import io.github.threadreporter.collect.classfile.SuspensionPoints;
import io.github.threadreporter.collect.tasks.LateFrame;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.collect.variables.LateNames;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A frame that is kept in a continuation: its class file tells method, line and names.
 *
 * @param type the class of the continuation
 * @param receiver the class of the object in which it was made; null where that is not known
 * @param label its place, counted from 1
 * @param kept what its fields hold, by their names; null where they hold null
 */
record SuspendedFrame(
        Class<?> type, @Nullable Class<?> receiver, int label, Map<String, ValueReading.@Nullable Slot> kept)
        implements LateFrame {

    /** What is kept for one place may be of another variable at the next: names are by place. */
    private static final Pattern SPILLED = Pattern.compile("[A-Z]\\$[0-9]+");

    /** The compiler clears what the code will not read again, and does not tell. */
    private static final Value CLEARED = new Value.Unread("", "null, or not needed any more");

    @Override
    public List<Class<?>> classes() {
        return receiver == null ? List.of(type) : List.of(type, receiver);
    }

    @Override
    public Finished finish(LateNames names) {
        Optional<SuspensionPoints> points = names.facts(type).suspensionPoints();
        StackTraceElement frame = points.map(this::frame)
                .orElseGet(() -> new StackTraceElement(type.getName(), "invokeSuspend", null, -1));
        return new Finished(frame, variables(points, names));
    }

    private StackTraceElement frame(SuspensionPoints points) {
        return new StackTraceElement(
                points.className().isEmpty() ? type.getName() : points.className(),
                points.method().isEmpty() ? "invokeSuspend" : points.method(),
                points.file().isEmpty() ? null : points.file(),
                points.line(label - 1));
    }

    private List<Variable> variables(Optional<SuspensionPoints> points, LateNames names) {
        Map<String, String> spilled =
                points.map(known -> known.variables(label - 1)).orElse(Map.of());
        List<Variable> variables = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        kept.forEach((field, slot) -> {
            boolean byPlace = SPILLED.matcher(field).matches();
            String raw = byPlace ? spilled.getOrDefault(field, "") : field;
            String name = raw.startsWith("this$") ? "this" : ReadableNames.variable(raw);
            if (!name.isEmpty() && !raw.equals("$completion") && taken.add(name)) {
                Value value = slot != null ? names.value(slot) : byPlace ? CLEARED : Value.NULL;
                variables.add(new Variable(
                        name,
                        name.equals("this") ? Variable.Kind.RECEIVER : Variable.Kind.LOCAL,
                        isHidden(name, names) ? new Value.Masked("annotation") : value));
            }
        });
        variables.sort(Comparator.comparing(Variable::kind));
        return variables;
    }

    /** A parameter that an annotation hides is kept under its name, without the annotation. */
    private boolean isHidden(String name, LateNames names) {
        for (Class<?> declaring : classes()) {
            ClassFacts facts = names.facts(declaring);
            if (facts.annotationsOfParameters(name).stream().anyMatch(names.hidingAnnotations()::contains)) {
                return true;
            }
        }
        return false;
    }
}
