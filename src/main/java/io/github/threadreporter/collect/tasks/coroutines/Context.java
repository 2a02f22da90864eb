package io.github.threadreporter.collect.tasks.coroutines;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the context of a coroutine.
 *
 * @param name its CoroutineName; empty where it has none
 * @param id the number that it has in debug mode; empty where it has none
 * @param dispatcher what runs it, or null
 * @param job its job, or null
 */
record Context(
        String name,
        String id,
        @Nullable Object dispatcher,
        @Nullable Object job) {

    private static final int MOST_ELEMENTS = 256;

    static Context read(@Nullable Object context, Reading reading) {
        String name = "";
        String id = "";
        Object dispatcher = null;
        Object job = null;
        Object at = context;
        for (int left = MOST_ELEMENTS; at != null && left > 0; left--) {
            boolean combined = reading.is(at, "kotlin.coroutines.CombinedContext");
            Object element = combined ? reading.get(at, "element") : at;
            Kind kind = reading.kind(element);
            if (kind.isJob()) {
                job = element;
            } else if (isDispatcher(kind)) {
                dispatcher = element;
            } else if (reading.is(element, "kotlinx.coroutines.CoroutineName")) {
                name = reading.get(element, "name") instanceof String text ? text : name;
            } else if (reading.is(element, "kotlinx.coroutines.CoroutineId")) {
                id = String.valueOf(reading.get(element, "id"));
            }
            at = combined ? reading.get(at, "left") : null;
        }
        return new Context(name, id, dispatcher, job);
    }

    private static boolean isDispatcher(Kind kind) {
        return kind == Kind.DISPATCHER || kind == Kind.LIMITED || kind == Kind.EVENT_LOOP;
    }
}
