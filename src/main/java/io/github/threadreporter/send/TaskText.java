package io.github.threadreporter.send;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.Wait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tasks and pools in a thread dump, which has no place for them: all in lines that begin with {@code //}, which its readers
 * pass over.
 */
final class TaskText {

    private static final String TITLE = "// ";
    private static final String LINE = "//   ";
    private static final String BELOW = "//       ";

    private static final Set<Resource.Kind> POOLS = EnumSet.of(
            Resource.Kind.EXECUTOR,
            Resource.Kind.DISPATCHER,
            Resource.Kind.CONNECTION_POOL,
            Resource.Kind.HTTP_POOL,
            Resource.Kind.QUEUE);

    private final TextLines out;
    private final WaitIndex index;
    private final WaitSentence sentence;

    TaskText(TextLines out, WaitIndex index) {
        this.out = out;
        this.index = index;
        this.sentence = new WaitSentence(index);
    }

    /** Whether it is something with figures of its own, rather than what one waits for now and then. */
    static boolean isPool(Resource resource) {
        return POOLS.contains(resource.kind());
    }

    void pool(Resource resource) {
        out.begin(TITLE).add("Pool \"").add(VariableText.word(resource.name())).add("\" ");
        out.add(resource.ref().text()).add(" ").add(WaitSentence.kind(resource)).end();
        resource.facts().forEach((name, fact) -> line(name, fact));
        for (Resource.Holder holder : resource.holders()) {
            line("held by", sentence.holder(holder));
        }
        if (!resource.isKnown()) {
            line("cannot tell", resource.unknown());
        }
        out.blank();
    }

    void task(Task task) {
        out.begin(TITLE).add("Task \"").add(VariableText.word(task.name())).add("\" ");
        out.add(task.id())
                .add(" ")
                .add(task.kind().label())
                .add(" ")
                .add(task.state())
                .end();
        if (task.threadId() != null) {
            line("run by", index.name(Node.thread(task.threadId())));
        }
        if (task.parentId() != null) {
            line("parent", index.name(Node.task(task.parentId())));
        }
        if (task.pool() != null) {
            line("pool", index.name(task.pool()));
        }
        Wait wait = index.wait(Node.task(task.id()));
        if (wait != null) {
            line("waits", "for " + sentence.of(wait));
        }
        task.facts().forEach(this::line);
        stack(task.stack(), task.variables());
        if (!task.createdAt().equals(StackTrace.EMPTY)) {
            out.line(LINE, "created");
            stack(task.createdAt(), List.of());
        }
        out.blank();
    }

    private void line(String name, String value) {
        out.begin(LINE).add(VariableText.word(name)).add(": ").add(value).end();
    }

    private void stack(StackTrace stack, List<FrameVariables> variables) {
        List<Frame> frames = stack.frames();
        for (int depth = 0; depth < frames.size(); depth++) {
            ThreadText.frame(out.begin(LINE), frames.get(depth)).end();
            variables(variables, depth);
        }
        if (stack.framesCut() != 0) {
            out.line(LINE, ThreadText.cut(stack));
        }
        for (FrameVariables frame : variables) {
            if (frame.depth() >= frames.size()) {
                new VariableText(out, BELOW).frame(frame);
            }
        }
    }

    private void variables(List<FrameVariables> variables, int depth) {
        for (FrameVariables frame : variables) {
            if (frame.depth() == depth) {
                new VariableText(out, BELOW).frame(frame);
            }
        }
    }
}
