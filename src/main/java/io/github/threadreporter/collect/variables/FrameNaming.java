package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.values.Hiding;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.LiveSlots;
import io.github.threadreporter.internal.LiveValue;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the slots of frames and their names together. */
final class FrameNaming {

    private final ValueReading reading;
    private final Hiding hiding;
    private final PlaceNames places;

    FrameNaming(ValueReading reading, Hiding hiding, PlaceNames places) {
        this.reading = reading;
        this.hiding = hiding;
        this.places = places;
    }

    FrameVariables name(FoundFrame frame) {
        PlaceNames.Names names = places.at(frame.method(), frame.bci());
        List<Variable> variables = new ArrayList<>();
        for (PlaceNames.Named slot : names.slots()) {
            Value value = value(frame, slot);
            if (value != null) {
                variables.add(new Variable(
                        slot.name().name(),
                        slot.name().kind(),
                        slot.hidden() ? new Value.Masked("annotation") : value));
            }
        }
        return new FrameVariables(frame.shownDepth(), variables, names.missing());
    }

    /** Null where it is not known. What the class file says and what the JVM found must be of one kind. */
    private @Nullable Value value(FoundFrame frame, PlaceNames.Named named) {
        int slot = named.name().slot();
        String type = named.name().descriptor();
        ValueReading.Slot object = frame.object(slot);
        if (object != null) {
            return type.length() == 1 ? null : reading.value(object, hiding);
        }
        FoundFrame.Exact exact = frame.exact(slot);
        if (exact != null) {
            return Primitives.value(exact.value());
        }
        LiveSlots rest = frame.rest();
        LiveValue found = rest == null ? null : rest.local(slot, type, named.live());
        return found != null && found.isKnown() ? Primitives.value(found.value()) : null;
    }
}
