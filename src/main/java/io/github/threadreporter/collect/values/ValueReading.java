package io.github.threadreporter.collect.values;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.model.*;
import java.util.*;
import java.util.function.*;
import org.jspecify.annotations.Nullable;

public final class ValueReading {
    private final FieldAccess fields;
    private final Predicate<Class<?>> inApp;

    public ValueReading(
            CaptureLimits limits,
            FieldAccess fields,
            Predicate<Class<?>> inApp,
            List<ValueRenderer> renderers,
            LongSupplier nanoTime) {
        this.fields = fields;
        this.inApp = inApp;
    }

    public interface Slot {}

    private record S(Value v) implements Slot {}

    public Slot add(@Nullable Object o) {
        return new S(v(o, 2));
    }

    public Slot addReceiver(Object o) {
        return new S(v(o, 1));
    }

    private Value v(@Nullable Object o, int d) {
        if (o == null) return Value.NULL;
        if (o instanceof String s) return new Value.Text("java.lang.String", s, 0);
        if (o instanceof Integer || o instanceof Boolean) return new Value.Plain(o);
        if (o instanceof Long l) return Value.of(l);
        List<Value.Member> m = new ArrayList<>();
        if (d > 0 && inApp.test(o.getClass()))
            for (FieldAccess.FieldInfo f : fields.declaredFields(o.getClass()))
                m.add(new Value.Member(f.name(), v(fields.get(o, f), d - 1)));
        return new Value.Structure(
                o.getClass().getName(),
                Integer.toHexString(System.identityHashCode(o)),
                Value.Shape.FIELDS,
                m,
                m.size());
    }

    public void read() {}

    public List<Cut> cuts() {
        return List.of();
    }

    public Set<Class<?>> classes() {
        return Set.of();
    }

    public Value value(Slot s, Hiding h) {
        return ((S) s).v();
    }
}
