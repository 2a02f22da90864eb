package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of a stream hang together: subscribers and subscriptions, each of which holds its neighbours in fields
 * that have the same names in nearly all operators. Not thread-safe.
 */
final class Links {

    /** Interfaces of which an object is an element of a stream. */
    private static final List<String> ELEMENTS = List.of(
            "org.reactivestreams.Subscriber",
            "org.reactivestreams.Subscription",
            "io.reactivex.rxjava3.core.Observer",
            "io.reactivex.rxjava3.core.SingleObserver",
            "io.reactivex.rxjava3.core.MaybeObserver",
            "io.reactivex.rxjava3.core.CompletableObserver",
            "io.reactivex.rxjava3.disposables.Disposable");

    /** More is not read of the elements inside of one. */
    private static final int MOST_INSIDE = 10_000;

    private static final List<String> DOWN = List.of("actual", "downstream", "t", "delegate");
    private static final List<String> OUT = List.of("parent", "main", "coordinator");
    private static final List<String> UP = List.of("s", "subscription", "upstream");
    private static final List<String> IN =
            List.of("array", "second", "inner", "current", "subscribers", "observers", "other");

    private final LiveObjects objects;
    private final Map<Class<?>, Boolean> elements = new HashMap<>();
    private long left;

    Links(LiveObjects objects) {
        this.objects = objects;
    }

    /** Whether an object takes or gives the values of a stream. Marks that stand for "none" are enum constants. */
    boolean isElement(@Nullable Object object) {
        return object != null
                && !(object instanceof Enum)
                && elements.computeIfAbsent(
                        object.getClass(), type -> ELEMENTS.stream().anyMatch(name -> objects.isA(object, name)));
    }

    /** Who gets the values of this one; null for the last of a stream. */
    @Nullable
    Object down(Object element) {
        return first(element, DOWN);
    }

    /** The element of an outer stream that the last element of an inner stream belongs to; null for any other. */
    @Nullable
    Object out(Object element) {
        return down(element) == null ? first(element, OUT) : null;
    }

    /** Where the values of this one come from; null for a source, and where it has not begun or is over. */
    @Nullable
    Object up(Object element) {
        Object up = first(element, UP);
        return up == null && down(element) != null ? first(element, List.of("main")) : up;
    }

    private @Nullable Object first(Object element, List<String> fields) {
        for (String field : fields) {
            Object value = objects.get(element, field);
            if (value != element && isElement(value)) {
                return value;
            }
            // A subscription that can be exchanged is in a reference of its own.
            Object referred = value == null ? null : reference(value);
            if (referred != element && isElement(referred)) {
                return referred;
            }
        }
        return null;
    }

    private @Nullable Object reference(Object value) {
        return value.getClass().getName().equals("java.util.concurrent.atomic.AtomicReference")
                ? objects.get(value, "value")
                : null;
    }

    /** The last elements of the inner streams that run inside of an element. */
    List<Object> inside(Object element) {
        List<Object> found = new ArrayList<>();
        for (String field : IN) {
            Object value = objects.get(element, field);
            Object several = value == null ? null : reference(value);
            if (several == null) {
                several = value;
            }
            if (several instanceof Object[] array) {
                int read = Math.min(array.length, MOST_INSIDE);
                left += array.length - read;
                for (int i = 0; i < read; i++) {
                    addInner(array[i], element, found);
                }
            } else {
                addInner(several, element, found);
            }
        }
        return found;
    }

    /** How many elements inside of others were not looked at. */
    long left() {
        return left;
    }

    private void addInner(@Nullable Object inner, Object element, List<Object> found) {
        if (inner != null && isElement(inner) && out(inner) == element && up(inner) != null) {
            found.add(inner);
        }
    }
}
