package io.github.threadreporter.send;

import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Pools with their figures, and the beginnings of their queues. */
final class TerminalPools {

    private static final String INDENT = "  ";

    /** Pools that are shown. */
    private static final int POOLS = 50;

    /** Tasks of a queue that are shown. */
    private static final int QUEUED = 5;

    private final TerminalLines lines;
    private final WaitSentence sentence;

    TerminalPools(TerminalLines lines, WaitIndex index) {
        this.lines = lines;
        this.sentence = new WaitSentence(index);
    }

    void write(ThreadDump dump) throws IOException {
        List<Resource> pools =
                dump.waits().resources().stream().filter(TaskText::isPool).toList();
        Map<LockRef, List<Task>> queued = new HashMap<>();
        for (Task task : dump.tasks()) {
            if (task.pool() != null && task.threadId() == null) {
                queued.computeIfAbsent(task.pool(), ref -> new ArrayList<>()).add(task);
            }
        }
        for (Resource pool : pools.subList(0, Math.min(POOLS, pools.size()))) {
            lines.blank();
            pool(pool, queued.getOrDefault(pool.ref(), List.of()));
        }
        if (pools.size() > POOLS) {
            lines.blank();
            lines.add("… " + (pools.size() - POOLS) + " more pools").end();
        }
    }

    private void pool(Resource pool, List<Task> queue) throws IOException {
        lines.add(TerminalStyle.CYAN, WaitSentence.kind(pool).toUpperCase(Locale.ROOT))
                .add(INDENT)
                .add(TerminalStyle.STRONG, VariableText.word(pool.text()));
        if (!pool.facts().isEmpty()) {
            lines.add(INDENT + WaitSentence.facts(pool.facts()));
        }
        lines.end();
        if (!pool.holders().isEmpty() || !pool.isKnown()) {
            lines.add(INDENT + sentence.whoMustAct(pool)).end();
        }
        if (!queue.isEmpty()) {
            lines.add(INDENT + queue.size() + (queue.size() == 1 ? " task is" : " tasks are") + " in its queue")
                    .end();
        }
        for (Task task : queue.subList(0, Math.min(QUEUED, queue.size()))) {
            lines.add(INDENT + INDENT + TerminalTasks.inShort(task)).end();
        }
        if (queue.size() > QUEUED) {
            lines.add(INDENT + INDENT + "… " + (queue.size() - QUEUED) + " more")
                    .end();
        }
    }
}
