package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskGroup;
import java.util.List;
import java.util.Map;

/** What is known of a task beside its stack, as one extra. */
final class TaskFacts {

    private static final int TEXT = 600;

    private final DumpView view;

    TaskFacts(DumpView view) {
        this.view = view;
    }

    Map<String, Object> of(TaskGroup group, int bytes, Cuts cuts) {
        Task task = group.first();
        WaitView waits = view.waits();
        BoundedMap facts = new BoundedMap(bytes);
        facts.text("name", Texts.oneLine(task.name()));
        facts.put("kind", task.kind().label());
        facts.put("state", TaskWords.state(task));
        facts.text("id", Texts.oneLine(task.id()));
        Frame place = task.stack().interesting();
        if (place != null) {
            facts.text("at", place.className() + "." + place.method() + "(" + place.place() + ")");
        }
        WaitView.Edge edge = waits.edge(task);
        if (edge != null) {
            facts.text("waits for", new WaitWords(waits).waitsFor(edge));
        }
        if (task.threadId() != null) {
            facts.text("run by", waits.name(Node.thread(task.threadId())));
        }
        if (task.parentId() != null) {
            facts.text("parent", waits.name(Node.task(task.parentId())));
        }
        if (task.pool() != null) {
            facts.text("pool", pool(task.pool()));
        }
        if (group.size() > 1) {
            List<Traceback> all = group.tasks().stream().map(Traceback::of).toList();
            facts.put("tasks", group.size());
            facts.put("names", ThreadFacts.names("names of equal tasks", all, bytes / 8, cuts));
            facts.putIfAny("variables of others", VariableLines.ofOthers(all, bytes / 2, cuts));
        }
        facts.putIfAny("variables", VariableLines.ofMiddle(Traceback.of(task)));
        facts.putIfAny("created at", created(task.createdAt(), bytes / 8, cuts));
        BoundedMap others = new BoundedMap(bytes / 8);
        task.facts().forEach((name, fact) -> others.text(Texts.cut(name, ServerLimits.NAME), Texts.oneLine(fact)));
        facts.putIfAny("facts", others.isEmpty() ? Map.of() : others.toMap("facts of a task", cuts));
        return facts.toMap("extra of a task", cuts);
    }

    private String pool(LockRef ref) {
        Resource resource = view.waits().resource(ref);
        return resource == null ? WaitWords.text(ref) : WaitWords.name(resource);
    }

    private static List<String> created(StackTrace stack, int bytes, Cuts cuts) {
        BoundedList lines = new BoundedList(bytes);
        for (Frame frame : stack.frames()) {
            if (!lines.add(Texts.cut(frame.shortText(), TEXT))) {
                break;
            }
        }
        return lines.toList("frames of a task's creation", stack.frames().size(), cuts);
    }
}
