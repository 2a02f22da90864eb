package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What leads to coroutines: in variables of frames, in what DebugProbes have recorded, in the heap. Not thread-safe. */
final class Roots {

    static final String JOB = Kind.JOB.className;
    static final String FRAME = Kind.FRAME.className;

    private static final String DEBUG = "kotlinx.coroutines.debug.internal.";

    private final Reading reading;
    private final Found found;
    private final Set<Object> looked = Collections.newSetFromMap(new IdentityHashMap<>());

    Roots(Reading reading, Found found) {
        this.reading = reading;
        this.found = found;
    }

    /** Objects in variables of frames, and in fields of these. */
    void inVariables(LiveState seen) {
        for (Local local : seen.locals()) {
            if (looked.add(local.value())) {
                take(local.value());
                inFields(local.value());
            }
        }
    }

    /** What the frames of coroutines keep leads on: to what they wait for, to coroutines that they began. */
    void inFrames() {
        for (int i = 0; i < found.all().size(); i++) {
            for (Object frame : found.all().get(i).frames) {
                for (FieldInfo field : reading.declared(frame.getClass())) {
                    Object value = isReference(field) ? reading.get(frame, field) : null;
                    if (value != null && looked.add(value)) {
                        take(value);
                        inFields(value);
                    }
                }
            }
            found.visitTrees();
        }
    }

    private void inFields(Object object) {
        if (reading.kind(object) != Kind.OTHER) {
            return;
        }
        for (Class<?> at = object.getClass(); at != null && at.getClassLoader() != null; at = at.getSuperclass()) {
            for (FieldInfo field : reading.declared(at)) {
                if (isReference(field)) {
                    take(reading.get(object, field));
                }
            }
        }
    }

    private static boolean isReference(FieldInfo field) {
        return field.descriptor().startsWith("L");
    }

    private void take(@Nullable Object value) {
        Kind kind = reading.kind(value);
        if (value == null || kind == Kind.OTHER) {
            return;
        }
        if (kind.isJob()) {
            found.job(value);
        } else if (kind == Kind.MUTEX || kind == Kind.SEMAPHORE) {
            found.locking(value);
        } else if (kind == Kind.CANCELLABLE) {
            found.continuation(value, Coroutine.Sight.JOB);
        } else {
            Object context = reading.get(value, kind == Kind.FRAME ? "_context" : "coroutineContext");
            Object job = Context.read(context, reading).job();
            if (job != null) {
                found.job(job);
            }
        }
    }

    /** All coroutines, with the frames where they were last suspended. */
    void inProbes(LiveState seen) {
        for (Object map :
                seen.statics(DEBUG + "DebugProbesImpl", "capturedCoroutinesMap", DEBUG + "ConcurrentWeakMap")) {
            Object keys = reading.get(reading.atomic(map, "core"), "keys");
            for (Object reference : reading.array(keys)) {
                Object owner = reference instanceof Reference<?> weak ? weak.get() : null;
                if (owner != null) {
                    found.continuation(owner, Coroutine.Sight.JOB);
                    suspended(reading.get(owner, "info"));
                }
            }
        }
    }

    private void suspended(@Nullable Object info) {
        Object frame = reading.get(info, "_lastObservedFrame") instanceof Reference<?> weak ? weak.get() : null;
        if (frame != null && "SUSPENDED".equals(reading.get(info, "_state"))) {
            found.continuation(frame, Coroutine.Sight.SUSPENDED);
        }
    }

    /** Garbage is among it: what has ended, and frames that were returned from. */
    void inHeap(LiveState seen) {
        for (Object job : seen.instances(JOB)) {
            found.job(job);
        }
        found.visitTrees();
        for (Object frame : seen.instances(FRAME)) {
            Object intercepted = reading.get(frame, "intercepted");
            if (intercepted != null
                    && !reading.is(intercepted, "kotlin.coroutines.jvm.internal.CompletedContinuation")) {
                found.continuation(frame, Coroutine.Sight.SUSPENDED);
            }
        }
    }
}
