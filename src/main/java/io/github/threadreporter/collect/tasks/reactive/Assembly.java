package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveObjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Reactor knows about where a stream was put together: the names that {@code name} gives, the descriptions and places
 * of checkpoints, and the places of all operators where {@code Hooks.onOperatorDebug} is on. Not thread-safe.
 */
final class Assembly {

    private static final String REACTOR = "reactor.core.publisher.";
    private static final String ON_ASSEMBLY = REACTOR + "FluxOnAssembly$OnAssemblySubscriber";
    private static final String PUBLISHER = "org.reactivestreams.Publisher";

    /** A stream is hardly put together of more operators. */
    private static final int MOST_SOURCES = 256;

    private final LiveObjects objects;

    Assembly(LiveObjects objects) {
        this.objects = objects;
    }

    /** Whether the element only tells where the one before it was put together. */
    boolean isMark(Object element) {
        return objects.isA(element, ON_ASSEMBLY);
    }

    /** What the element's checkpoint was described as; null where there is none. */
    @Nullable
    String description(Object mark) {
        return objects.get(mark, "snapshotStack", "description") instanceof String text && !text.isEmpty()
                ? text
                : null;
    }

    /** The line of the application at which the operator before the element was put together; null if nobody knows. */
    @Nullable
    StackTraceElement place(Object mark) {
        Object supplier = objects.get(mark, "snapshotStack", "assemblyInformationSupplier");
        if (supplier != null && supplier.getClass().isHidden()) {
            for (Object captured : objects.captured(supplier)) {
                if (captured instanceof Object[] frames && frames.length > 0) {
                    return frame(frames[frames.length - 1]);
                }
            }
        }
        return null;
    }

    private static @Nullable StackTraceElement frame(@Nullable Object frame) {
        // The JDK's own class, so that no method of anybody else is called.
        return frame instanceof StackWalker.StackFrame walked
                        && frame.getClass().getName().equals("java.lang.StackFrameInfo")
                ? walked.toStackTraceElement()
                : null;
    }

    /** The names given along the operators that a publisher is put together of, the last one first. */
    List<String> names(Object publisher) {
        List<String> names = new ArrayList<>();
        Object at = publisher;
        for (int i = 0; i < MOST_SOURCES && objects.isA(at, PUBLISHER); i++) {
            if (isNaming(at) && objects.get(at, "name") instanceof String name) {
                names.add(name);
            }
            Object source = objects.get(at, "source");
            at = source == at ? null : source;
        }
        return names;
    }

    private boolean isNaming(@Nullable Object publisher) {
        return publisher != null
                && (publisher.getClass().getName().startsWith(REACTOR + "FluxName")
                        || publisher.getClass().getName().startsWith(REACTOR + "MonoName"));
    }

    /** The publishers that an element refers to. */
    List<Object> publishers(Object element) {
        List<Object> found = new ArrayList<>();
        if (element.getClass().getName().startsWith(REACTOR)) {
            for (Object each : objects.references(element)) {
                if (objects.isA(each, PUBLISHER)) {
                    found.add(each);
                }
            }
        }
        return found;
    }
}
