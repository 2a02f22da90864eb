package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Wait;
import java.util.List;
import java.util.stream.Collectors;

/** A deadlock that jstack has no words for, since not only threads and their locks take part: in comments. */
final class MixedDeadlockText {

    private static final String TITLE = "// ";
    private static final String LINE = "//   ";

    /** Those who are held but are not on the way round are named up to here. */
    private static final int OTHERS = 20;

    private final TextLines out;
    private final WaitIndex index;

    MixedDeadlockText(TextLines out, WaitIndex index) {
        this.out = out;
        this.index = index;
    }

    void deadlock(Deadlock deadlock) {
        out.blank().line(TITLE, "Found one deadlock:");
        List<Node> cycle = deadlock.cycle();
        for (int i = 0; i < cycle.size(); i++) {
            out.begin(LINE).add(index.name(cycle.get(i))).add(" waits for ").add(what(index, cycle.get(i)));
            out.add(", which is up to ")
                    .add(index.name(cycle.get((i + 1) % cycle.size())))
                    .end();
        }
        if (!deadlock.others().isEmpty()) {
            out.begin(LINE)
                    .add("held as well: ")
                    .add(names(index, deadlock.others()))
                    .end();
        }
        out.blank();
    }

    /** What it waits for, in a few words. */
    static String what(WaitIndex index, Node node) {
        Wait wait = index.wait(node);
        if (wait != null) {
            return index.name(wait.what());
        }
        CapturedThread thread = index.thread(node);
        LockWait lock = thread == null ? null : thread.waitsFor();
        return lock == null ? "something" : VariableText.word(lock.lock().text());
    }

    static String names(WaitIndex index, List<Node> nodes) {
        String names = nodes.stream().limit(OTHERS).map(index::name).collect(Collectors.joining(", "));
        return nodes.size() <= OTHERS ? names : names + " and " + (nodes.size() - OTHERS) + " more";
    }
}
