package io.github.threadreporter.convert;

import io.github.threadreporter.model.Task;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many tasks there are, in all, by kind and by state. */
final class TaskCounts {

    /** States are words of libraries: there may be any number of them. */
    private static final int STATES = 12;

    private TaskCounts() {}

    /** Empty where there are no tasks. */
    static Map<String, Object> of(List<Task> tasks) {
        if (tasks.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> kinds = new HashMap<>();
        Map<String, Integer> states = new HashMap<>();
        for (Task task : tasks) {
            kinds.merge(task.kind().label(), 1, Integer::sum);
            states.merge(TaskWords.state(task), 1, Integer::sum);
        }
        return Map.of("total", tasks.size(), "by kind", Map.copyOf(kinds), "by state", most(states));
    }

    private static Map<String, Integer> most(Map<String, Integer> states) {
        Map<String, Integer> most = new LinkedHashMap<>();
        List<Map.Entry<String, Integer>> ordered = states.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (Map.Entry<String, Integer> state : ordered) {
            most.merge(most.size() < STATES ? state.getKey() : Texts.MARK, state.getValue(), Integer::sum);
        }
        return most;
    }
}
