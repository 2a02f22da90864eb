package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Wait;
import java.io.IOException;
import java.util.List;

/** Who waits for whom: deadlocks, and how the wait of the culprit goes on. */
final class TerminalCycles {

    /** How far a chain is shown. */
    private static final int CHAIN = 20;

    private static final String INDENT = "  ";

    private final TerminalLines lines;
    private final WaitIndex index;
    private final WaitSentence sentence;

    TerminalCycles(TerminalLines lines, WaitIndex index) {
        this.lines = lines;
        this.index = index;
        this.sentence = new WaitSentence(index);
    }

    /** Each line waits for the next one, and the last is the first again. */
    void deadlock(Deadlock deadlock) throws IOException {
        lines.blank();
        List<Node> cycle = deadlock.cycle();
        lines.add(TerminalStyle.ALARM, "Deadlock of " + counted(cycle)).end();
        for (Node node : cycle) {
            name(INDENT, node);
            String what = what(node);
            lines.add(" waits for ");
            if (!what.isEmpty()) {
                lines.add(TerminalStyle.YELLOW, what).add(", held by");
            }
            lines.end();
        }
        if (!cycle.isEmpty()) {
            name(INDENT, cycle.get(0));
            lines.end();
        }
        if (!deadlock.others().isEmpty()) {
            lines.paragraph(
                    TerminalStyle.PLAIN,
                    INDENT,
                    "held by it as well: " + MixedDeadlockText.names(index, deadlock.others()));
        }
    }

    private static String counted(List<Node> cycle) {
        long threads = cycle.stream().filter(Node::isThread).count();
        long tasks = cycle.size() - threads;
        String ofThreads = threads + (threads == 1 ? " thread" : " threads");
        return tasks == 0 ? ofThreads : ofThreads + " and " + tasks + (tasks == 1 ? " task" : " tasks");
    }

    /** The culprit, whom it waits for, and so on, each further in than the one before. */
    void chain(List<Node> chain) throws IOException {
        if (chain.size() < 2) {
            return;
        }
        lines.blank();
        lines.add(TerminalStyle.STRONG, "What the culprit waits for").end();
        int shown = Math.min(CHAIN, chain.size());
        for (int i = 0; i < shown; i++) {
            name(INDENT.repeat(i + 1), chain.get(i));
            if (i + 1 < chain.size()) {
                lines.add(" waits for ").add(TerminalStyle.YELLOW, inFull(chain.get(i)));
            }
            lines.end();
        }
        if (chain.size() > shown) {
            lines.add(INDENT + "… " + (chain.size() - shown) + " more").end();
        }
    }

    private String inFull(Node node) {
        Wait wait = index.wait(node);
        return wait == null ? what(node) : sentence.of(wait);
    }

    private String what(Node node) {
        Wait wait = index.wait(node);
        if (wait != null) {
            return index.name(wait.what());
        }
        CapturedThread thread = index.thread(node);
        LockWait lock = thread == null ? null : thread.waitsFor();
        return lock == null ? "" : lock.lock().text();
    }

    private void name(String indent, Node node) {
        lines.add(indent);
        if (node.isThread()) {
            CapturedThread thread = index.thread(node);
            lines.add(TerminalStyle.STRONG, thread == null ? "a thread" : thread.displayName());
            lines.add(" #" + node.id());
        } else {
            lines.add(TerminalStyle.STRONG, index.name(node));
        }
    }
}
