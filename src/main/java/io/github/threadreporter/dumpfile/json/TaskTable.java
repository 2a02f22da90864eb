package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tasks of a document, in its order. They are put together when stacks and objects are known. */
final class TaskTable {

    private static final int NO_STACK = -1;

    private record Draft(Task task, int stack, int createdAt, List<VariablesReader.Frame> variables) {}

    private final JsonCursor json;
    private final CaptureLimits limits;
    private final ReadCuts cuts;
    private final LockReader locks;
    private final ContextReader contexts;
    private final VariablesReader variables;
    private final List<Draft> drafts = new ArrayList<>();

    TaskTable(JsonCursor json, CaptureLimits limits, ReadCuts cuts, VariablesReader variables) {
        this.json = json;
        this.limits = limits;
        this.cuts = cuts;
        this.locks = new LockReader(json);
        this.contexts = new ContextReader(json, limits, cuts);
        this.variables = variables;
    }

    void read() throws IOException {
        int left = BoundedArray.read(json, drafts, limits.tasks(), this::draft);
        cuts.add("tasks", left, "tasks", limits.tasks());
    }

    List<Task> finish(StackTable stacks, ObjectTable objects) throws IOException {
        List<Task> tasks = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            tasks.add(draft.task
                    .withStack(stack(draft.stack, draft.task, stacks))
                    .withCreatedAt(stack(draft.createdAt, draft.task, stacks))
                    .withVariables(VariablesReader.finish(draft.variables, objects)));
        }
        return tasks;
    }

    private static StackTrace stack(int number, Task task, StackTable stacks) throws IOException {
        return number == NO_STACK ? StackTrace.EMPTY : stacks.get(number, "task " + task.id());
    }

    private Draft draft() throws IOException {
        String id = null;
        TaskKind kind = null;
        String taskName = "";
        String state = "";
        int stack = NO_STACK;
        Long thread = null;
        String parent = null;
        LockRef pool = null;
        int createdAt = NO_STACK;
        Map<String, String> facts = Map.of();
        List<VariablesReader.Frame> frames = List.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "id" -> id = json.text();
                case "kind" -> kind = json.constant(TaskKind.values());
                case "name" -> taskName = json.sharedText();
                case "state" -> state = json.sharedText();
                case "stack" -> stack = json.index();
                case "thread" -> thread = json.number();
                case "parent" -> parent = json.sharedText();
                case "pool" -> pool = locks.lock();
                case "createdAt" -> createdAt = json.index();
                case "facts" -> facts = contexts.map();
                case "variables" -> frames = variables.read();
                default -> json.skip();
            }
        }
        Task task = Task.of(json.required(id, "id"), json.required(kind, "kind"), taskName, state)
                .withThread(thread)
                .withParent(parent)
                .withPool(pool)
                .withFacts(facts);
        return new Draft(task, stack, createdAt, frames);
    }
}
