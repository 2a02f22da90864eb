package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads and tasks of a dump by number: threads first, both in the order of the dump. */
final class Nodes {

    /** What stands for whoever is not in the dump. */
    static final int NONE = -1;

    private final List<CapturedThread> threads;
    private final List<Task> tasks;
    private final Map<Long, Integer> threadNumbers;
    private final Map<String, Integer> taskNumbers;

    Nodes(ThreadDump dump) {
        threads = dump.threads();
        tasks = dump.tasks();
        threadNumbers = new HashMap<>(2 * threads.size());
        taskNumbers = new HashMap<>(2 * tasks.size());
        for (int i = 0; i < threads.size(); i++) {
            threadNumbers.putIfAbsent(threads.get(i).id(), i);
        }
        for (int i = 0; i < tasks.size(); i++) {
            taskNumbers.putIfAbsent(tasks.get(i).id(), threads.size() + i);
        }
    }

    int size() {
        return threads.size() + tasks.size();
    }

    int threads() {
        return threads.size();
    }

    int ofThread(@Nullable Long id) {
        return id == null ? NONE : threadNumbers.getOrDefault(id, NONE);
    }

    int of(Node node) {
        return node.isThread() ? ofThread(node.threadId()) : taskNumbers.getOrDefault(node.id(), NONE);
    }

    boolean isThread(int node) {
        return node < threads.size();
    }

    CapturedThread thread(int node) {
        return threads.get(node);
    }

    Task task(int node) {
        return tasks.get(node - threads.size());
    }

    Node node(int number) {
        return isThread(number)
                ? Node.thread(thread(number).id())
                : Node.task(task(number).id());
    }
}
