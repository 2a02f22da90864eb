package io.github.threadreporter.collect.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, taken out of what has been put around it. What is around it will stand on the stack as well when it
 * is run, so nothing is lost where an object only looks as if it were around another one. For one look; not thread-safe.
 */
final class Wrapped {

    private static final int MOST_LAYERS = 8;

    /** Names that the JDK, frameworks and tracing agents give to what is inside. */
    private static final List<String> INSIDE = List.of(
            "callable",
            "task",
            "runnable",
            "fn",
            "action",
            "delegate",
            "wrapped",
            "actual",
            "target",
            "command",
            "original");

    private final LiveObjects objects;

    Wrapped(LiveObjects objects) {
        this.objects = objects;
    }

    /** The object and all that is inside, outermost first. */
    List<Object> layers(Object outermost) {
        List<Object> layers = new ArrayList<>();
        Object at = outermost;
        while (at != null && layers.size() < MOST_LAYERS && !contains(layers, at)) {
            layers.add(at);
            at = inside(at);
        }
        return layers;
    }

    /** Those of them that will be on the stack, newest frame first; those of the JDK only where there is no other. */
    static List<Object> functions(List<Object> all) {
        List<Object> layers = new ArrayList<>(all);
        Object innermost = layers.get(layers.size() - 1);
        layers.removeIf(layer -> layer != innermost && isOfTheJdk(layer));
        Collections.reverse(layers);
        return layers;
    }

    private static boolean contains(List<Object> layers, Object object) {
        return layers.stream().anyMatch(layer -> layer == object);
    }

    static boolean isOfTheJdk(Object object) {
        return object.getClass().getClassLoader() == null && !object.getClass().isHidden();
    }

    private @Nullable Object inside(Object object) {
        if (object.getClass().isHidden()) {
            return null; // of what a lambda has captured, nobody knows what it is for
        }
        for (String field : INSIDE) {
            Object found = objects.get(object, field);
            if (found instanceof Runnable
                    || found instanceof Callable
                    || found instanceof Supplier
                    || (found != null && isOfTheJdk(object) && !(found instanceof String))) {
                return found;
            }
        }
        return null;
    }
}
