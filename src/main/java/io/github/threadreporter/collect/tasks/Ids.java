package io.github.threadreporter.collect.tasks;

import java.util.HashMap;
import java.util.Map;

/** Ids of tasks: class and identity of the object, and a number where two objects share these. Not thread-safe. */
final class Ids {

    private final Map<String, Integer> used = new HashMap<>();

    String of(Object identity) {
        String text = LiveObjects.ref(identity).text();
        int before = used.merge(text, 1, Integer::sum);
        return before == 1 ? text : text + "#" + before;
    }
}
