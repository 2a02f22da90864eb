package io.github.threadreporter.model;

import java.util.List;

/**
 * Who waits for what, and who would have to act, beyond the locks that stand at the {@linkplain CapturedThread#waitsFor()
 * threads} themselves. Facts only, as they were collected; what follows from them is in the {@link Analysis}.
 *
 * @param resources each once
 * @param waits at most one for each node; what it names is among the resources
 */
public record WaitGraph(List<Resource> resources, List<Wait> waits) {

    public static final WaitGraph EMPTY = new WaitGraph(List.of(), List.of());

    public WaitGraph {
        resources = List.copyOf(resources);
        waits = List.copyOf(waits);
    }

    public boolean isEmpty() {
        return resources.isEmpty() && waits.isEmpty();
    }
}
