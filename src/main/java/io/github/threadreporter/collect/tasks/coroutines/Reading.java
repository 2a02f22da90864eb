package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.Queues;
import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the objects of one look, and knows what each is to coroutines. Not thread-safe. */
final class Reading {

    private static final Kind[] KINDS = Kind.values();

    private final LiveObjects objects;
    private final Map<Class<?>, Kind> kinds = new HashMap<>();

    Reading(LiveObjects objects) {
        this.objects = objects;
    }

    Kind kind(@Nullable Object object) {
        return object == null ? Kind.OTHER : kinds.computeIfAbsent(object.getClass(), type -> find(object));
    }

    private Kind find(Object object) {
        for (Kind kind : KINDS) {
            if (kind != Kind.OTHER && objects.isA(object, kind.className)) {
                return kind;
            }
        }
        return Kind.OTHER;
    }

    boolean is(@Nullable Object object, String className) {
        return objects.isA(object, className);
    }

    @Nullable
    Object get(@Nullable Object target, String field) {
        return objects.get(target, field);
    }

    /** A field that the compiler of atomicfu has named, in one way before version 1.8 of kotlinx.coroutines. */
    @Nullable
    Object atomic(@Nullable Object target, String field) {
        Object value = objects.get(target, field + "$volatile");
        return value == null ? objects.get(target, field) : value;
    }

    long atomicNumber(@Nullable Object target, String field) {
        return atomic(target, field) instanceof Number number ? number.longValue() : -1;
    }

    /** The pool that a thread is one of; null where it is of none, or of another kind. */
    @Nullable
    Object executor(Thread thread) {
        Object worker = objects.target(thread);
        return is(worker, "java.util.concurrent.ThreadPoolExecutor$Worker") ? get(worker, "this$0") : null;
    }

    Queues queues() {
        return new Queues(objects);
    }

    /** What is in an {@code AtomicReferenceArray}. */
    @Nullable
    Object[] array(@Nullable Object atomicArray) {
        return objects.get(atomicArray, "array") instanceof Object[] array ? array : new Object[0];
    }

    List<FieldInfo> declared(Class<?> type) {
        return objects.declared(type);
    }

    @Nullable
    Object get(Object target, FieldInfo field) {
        return objects.get(target, field);
    }

    static String simpleName(Object object) {
        String name = object.getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
