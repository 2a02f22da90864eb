package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The functions of the application that an operator calls. Not thread-safe. */
final class UserCode {

    /** Of one operator. */
    private static final int MOST = 4;

    private static final Set<String> FUNCTIONS = Set.of(
            "java.lang.Runnable",
            "java.util.concurrent.Callable",
            "java.util.function.Function",
            "java.util.function.BiFunction",
            "java.util.function.Consumer",
            "java.util.function.BiConsumer",
            "java.util.function.Predicate",
            "java.util.function.Supplier",
            "io.reactivex.rxjava3.functions.Function",
            "io.reactivex.rxjava3.functions.Consumer",
            "io.reactivex.rxjava3.functions.Predicate");

    private final LiveState seen;
    private final LiveObjects objects;

    UserCode(LiveState seen) {
        this.seen = seen;
        this.objects = seen.objects();
    }

    /** In the order of the fields that hold them. */
    List<Object> of(Object element) {
        List<Object> found = new ArrayList<>();
        add(objects.references(element), found);
        Object parent = objects.get(element, "parent");
        if (parent != null && parent.getClass().getName().contains("Peek")) {
            add(objects.references(parent), found); // what has its functions in the publisher
        }
        return found;
    }

    private void add(List<Object> held, List<Object> found) {
        for (Object each : held) {
            if (found.size() == MOST) {
                return;
            }
            if (isUsers(each)) {
                found.add(each);
            } else if (isLambda(each)) {
                // One of the library's around one of the application's.
                for (Object inner : objects.captured(each)) {
                    if (inner != null && isUsers(inner) && found.size() < MOST) {
                        found.add(inner);
                    }
                }
            }
        }
    }

    private boolean isUsers(Object object) {
        return seen.isInApp(object.getClass())
                && (isLambda(object) || FUNCTIONS.stream().anyMatch(name -> objects.isA(object, name)));
    }

    private static boolean isLambda(Object object) {
        return object.getClass().isHidden() && object.getClass().getName().contains("$$Lambda");
    }
}
