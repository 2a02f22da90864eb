package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.collect.variables.LateNames;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of an object that stands for a function: the method that it will run, at its first line. Of a lambda with
 * what it has captured, under the names of the parameters of its method; of a method reference with the receiver; of
 * any other object with the object itself as {@code this}.
 */
public final class Code implements LateFrame {

    private final LiveCode.Place place;
    private final List<ValueReading.Slot> values;

    private Code(LiveCode.Place place, List<ValueReading.Slot> values) {
        this.place = place;
        this.values = values;
    }

    /**
     * The frame that the function will have.
     *
     * @param function a {@code Runnable}, {@code Callable}, {@code Supplier} or an object of any other type of one method
     */
    public static LateFrame of(Object function, LiveState seen, TaskSink into) {
        LiveCode.Place place = seen.code().of(function.getClass());
        List<@Nullable Object> held = new ArrayList<>();
        if (place.isLambda()) {
            held.addAll(seen.objects().captured(function));
        } else {
            held.add(function);
        }
        held.forEach(seen.producers()::saw);
        List<ValueReading.Slot> slots = new ArrayList<>(held.size());
        if (into.values().hasRoom()) {
            held.forEach(value -> slots.add(into.values().add(value)));
        } else if (!held.isEmpty()) {
            into.values().left(held.size());
        }
        return new Code(place, slots);
    }

    /** A name for people: where its code is, e.g. {@code Orders.lambda$submit$3}. */
    public static String name(Object function, LiveState seen) {
        return name(seen.code().of(function.getClass()).frame());
    }

    /** The same for a frame. */
    static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        int hidden = type.lastIndexOf("/0x");
        String steady = hidden < 0 ? type : type.substring(0, hidden);
        return steady.substring(steady.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    @Override
    public List<Class<?>> classes() {
        return values.isEmpty() ? List.of() : List.of(place.type());
    }

    @Override
    public Finished finish(LateNames names) {
        List<CodeNames.Parameter> parameters = place.names().of(place, values.size(), names);
        List<Variable> variables = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            CodeNames.Parameter parameter = parameters.get(i);
            Value value = parameter.isHidden() ? new Value.Masked("annotation") : names.value(values.get(i));
            variables.add(new Variable(parameter.name(), parameter.kind(), value));
        }
        return new Finished(place.frame(), variables);
    }
}
