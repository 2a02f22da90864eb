package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Value;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads objects in this JVM, and finds the way around in values. */
final class Read {

    static final CaptureLimits LIMITS =
            CaptureLimits.builder().variableDepth(5).variableMillis(60_000).build();

    private Read() {}

    static FieldAccess fields() {
        return Objects.requireNonNull(Jvmti.load().jvmti()).fields();
    }

    static ValueReading reading(CaptureLimits limits) {
        return reading(limits, List.of());
    }

    static ValueReading reading(CaptureLimits limits, List<ValueRenderer> renderers) {
        return reading(limits, renderers, fields());
    }

    static ValueReading reading(CaptureLimits limits, List<ValueRenderer> renderers, FieldAccess fields) {
        return new ValueReading(limits, fields, type -> true, renderers, System::nanoTime);
    }

    static Value value(@Nullable Object object) {
        return value(object, LIMITS);
    }

    static Value value(@Nullable Object object, CaptureLimits limits) {
        ValueReading reading = reading(limits);
        ValueReading.Slot slot = reading.add(object);
        reading.read();
        return reading.value(slot, Hiding.NOTHING);
    }

    /** The value as it would be if the fields held what that function says. */
    static Value with(Object object, BiFunction<FieldAccess.FieldInfo, @Nullable Object, @Nullable Object> changed) {
        FieldAccess real = fields();
        FieldAccess other = new FieldAccess() {
            @Override
            public List<FieldInfo> declaredFields(Class<?> type) {
                return real.declaredFields(type);
            }

            @Override
            public @Nullable Object get(Object target, FieldInfo field) {
                return changed.apply(field, real.get(target, field));
            }
        };
        ValueReading reading = reading(LIMITS, List.of(), other);
        ValueReading.Slot slot = reading.add(object);
        reading.read();
        return reading.value(slot, Hiding.NOTHING);
    }

    static Value.Structure structure(@Nullable Object object) {
        return structure(value(object));
    }

    static Value.Structure structure(Value value) {
        assertThat(value).isInstanceOf(Value.Structure.class);
        return (Value.Structure) value;
    }

    /** The member of that name. */
    static Value member(Value value, String name) {
        return structure(value).members().stream()
                .filter(member -> member.name().equals(name))
                .map(Value.Member::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + text(value)));
    }

    /** In one line: {@code Order{id=1, items=[a, b]}}, with {@code +n} for what was cut. */
    static String text(Value value) {
        if (value instanceof Value.Plain plain) {
            return String.valueOf(plain.value());
        }
        if (value instanceof Value.Text text) {
            return text.text() + (text.cut() > 0 ? "+" + text.cut() : "");
        }
        if (value instanceof Value.Unread unread) {
            return "<" + unread.why() + ">";
        }
        if (value instanceof Value.Masked masked) {
            return "<masked: " + masked.rule() + ">";
        }
        if (value instanceof Value.Reference reference) {
            return "-> " + simple(reference.type());
        }
        Value.Structure structure = (Value.Structure) value;
        boolean items = structure.shape() == Value.Shape.ITEMS;
        StringBuilder text = new StringBuilder(simple(structure.type())).append(items ? "[" : "{");
        for (Value.Member member : structure.members()) {
            text.append(text.charAt(text.length() - 1) == (items ? '[' : '{') ? "" : ", ")
                    .append(items ? "" : member.name() + "=")
                    .append(text(member.value()));
        }
        long cut = structure.total() == Value.Structure.UNKNOWN ? -1 : structure.cut();
        return text.append(cut == 0 ? "" : cut < 0 ? ", ?" : ", +" + cut)
                .append(items ? "]" : "}")
                .toString();
    }

    static String text(@Nullable Object object) {
        return text(value(object));
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1).replaceAll("^.*\\$(?=.)", "");
    }
}
