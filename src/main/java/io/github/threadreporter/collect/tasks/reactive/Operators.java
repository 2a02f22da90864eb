package io.github.threadreporter.collect.tasks.reactive;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of operators as they are written in code, found from the names of the classes that run them. Not thread-safe. */
final class Operators {

    private static final List<String> TYPES = List.of(
            "ParallelFlux", "Parallel", "Flux", "Mono", "Flowable", "Observable", "Single", "Maybe", "Completable");

    private static final List<String> VARIANTS =
            List.of("Fuseable", "Iterable", "Array", "NoPrefetch", "RestoringThreadLocals");

    /** Where the name of the class says something else than the method. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("LambdaMonoSubscriber", "subscribe"),
            Map.entry("LambdaSubscriber", "subscribe"),
            Map.entry("LambdaObserver", "subscribe"),
            Map.entry("BlockingMonoSubscriber", "block"),
            Map.entry("BlockingOptionalMonoSubscriber", "blockOptional"),
            Map.entry("BlockingFirstSubscriber", "blockFirst"),
            Map.entry("BlockingLastSubscriber", "blockLast"),
            Map.entry("BlockingMultiObserver", "blockingGet"),
            Map.entry("BlockingFirstObserver", "blockingFirst"),
            Map.entry("BlockingLastObserver", "blockingLast"),
            Map.entry("BlockingIterable", "toIterable"),
            Map.entry("MonoToCompletableFuture", "toFuture"),
            Map.entry("FluxOnAssembly", ""),
            Map.entry("StrictSubscriber", ""),
            Map.entry("SerializedSubscriber", ""),
            Map.entry("FluxPeek", "doOn"),
            Map.entry("FluxPeekFuseable", "doOn"),
            Map.entry("MonoPeekTerminal", "doOn"),
            Map.entry("Operators", "value"));

    private final Map<Class<?>, String> names = new HashMap<>();

    /** Empty for what is no operator of its own. */
    String name(Object element) {
        return names.computeIfAbsent(element.getClass(), type -> find(type.getName()));
    }

    private static String find(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        boolean isKnown = className.startsWith("reactor.core.") || className.startsWith("io.reactivex.rxjava3.");
        int nested = simple.indexOf('$');
        String outer = nested > 0 ? simple.substring(0, nested) : simple;
        if (!isKnown) {
            return simple;
        }
        String other = OTHERS.get(outer);
        return other == null ? method(outer) : other;
    }

    private static String method(String outer) {
        String name = outer;
        for (String type : TYPES) {
            if (name.startsWith(type) && name.length() > type.length()) {
                name = name.substring(type.length());
                break;
            }
        }
        for (String variant : VARIANTS) {
            if (name.endsWith(variant) && name.length() > variant.length()) {
                name = name.substring(0, name.length() - variant.length());
            }
        }
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
