package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scoped values bound in other threads (JDK 25): a chain of snapshots, each with a chain of bindings. Both chains are
 * immutable once published, so reading them from outside is safe. Thread-safe.
 */
public final class ScopedBindings {

    private final MethodHandle bindings;
    private final Class<?> snapshotType;
    private final MethodHandle snapshotCarrier;
    private final MethodHandle snapshotPrevious;
    private final MethodHandle carrierKey;
    private final MethodHandle carrierValue;
    private final MethodHandle carrierPrevious;

    ScopedBindings() throws Unavailable {
        snapshotType = Access.type("java.lang.ScopedValue$Snapshot");
        bindings = Access.getter(Thread.class, "scopedValueBindings");
        snapshotCarrier = Access.getter(snapshotType, "bindings");
        snapshotPrevious = Access.getter(snapshotType, "prev");
        Class<?> carrier = Access.type("java.lang.ScopedValue$Carrier");
        carrierKey = Access.getter(carrier, "key");
        carrierValue = Access.getter(carrier, "value");
        carrierPrevious = Access.getter(carrier, "prev");
    }

    /** The values bound in the thread, innermost first, each key once; at most {@code limit}. */
    public List<Object> values(Thread thread, int limit) {
        List<Object> values = new ArrayList<>();
        List<@Nullable Object> seen = new ArrayList<>();
        Object snapshot = Handles.call(bindings, thread);
        // A thread without bindings holds a marker of another type.
        while (snapshotType.isInstance(snapshot) && values.size() < limit) {
            Object carrier = Handles.call(snapshotCarrier, snapshot);
            while (carrier != null && values.size() < limit) {
                add(Handles.call(carrierKey, carrier), Handles.call(carrierValue, carrier), seen, values);
                carrier = Handles.call(carrierPrevious, carrier);
            }
            snapshot = Handles.call(snapshotPrevious, snapshot);
        }
        return values;
    }

    private static void add(
            @Nullable Object key, @Nullable Object value, List<@Nullable Object> seen, List<Object> values) {
        // By identity: nobody's equals is called. A thread has a handful of bindings, so a list will do.
        for (Object other : seen) {
            if (other == key) {
                return;
            }
        }
        seen.add(key);
        if (value != null) {
            values.add(value);
        }
    }
}
