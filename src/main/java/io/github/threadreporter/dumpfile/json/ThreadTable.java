package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The threads of a document. They are put together when stacks and objects are known. */
final class ThreadTable {

    private static final int NO_STACK = -1;

    private record Draft(CapturedThread thread, int stack, List<VariablesReader.Frame> variables) {}

    private final JsonCursor json;
    private final CaptureLimits limits;
    private final ReadCuts cuts;
    private final LockReader locks;
    private final ContextReader contexts;
    private final VariablesReader variables;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Long, Duration> stood = new HashMap<>();
    private final Map<Long, Duration> waited = new HashMap<>();
    private int left;

    ThreadTable(JsonCursor json, CaptureLimits limits, ReadCuts cuts, VariablesReader variables) {
        this.json = json;
        this.limits = limits;
        this.cuts = cuts;
        this.locks = new LockReader(json);
        this.contexts = new ContextReader(json, limits, cuts);
        this.variables = variables;
    }

    void read() throws IOException {
        left = BoundedArray.read(json, drafts, limits.threads(), this::draft);
        cuts.add("threads", left, "threads", limits.threads());
    }

    /** For how long those of which it is known have stood where they stand. */
    Map<Long, Duration> stood() {
        return stood;
    }

    /** For how long those of which it is known have waited. */
    Map<Long, Duration> waited() {
        return waited;
    }

    /** Whether threads of the document were left out, so that others may refer to what is not there. */
    boolean isCut() {
        return left > 0;
    }

    /** The threads by id, in their order. */
    Map<Long, CapturedThread> finish(StackTable stacks, ObjectTable objects) throws IOException {
        Map<Long, CapturedThread> threads = new LinkedHashMap<>(drafts.size() * 2);
        for (Draft draft : drafts) {
            CapturedThread thread = finish(draft, stacks, objects);
            if (threads.put(thread.id(), thread) != null) {
                throw json.failure("thread " + thread.id() + " is there twice");
            }
        }
        return threads;
    }

    private static CapturedThread finish(Draft draft, StackTable stacks, ObjectTable objects) throws IOException {
        CapturedThread.Builder thread = draft.thread.toBuilder();
        if (draft.stack != NO_STACK) {
            thread.stack(stacks.get(draft.stack, "thread " + draft.thread.id()));
        }
        if (!draft.variables.isEmpty()) {
            thread.variables(VariablesReader.finish(draft.variables, objects));
        }
        return thread.build();
    }

    private Draft draft() throws IOException {
        Long id = null;
        String threadName = "";
        ThreadKind kind = null;
        Thread.State state = null;
        boolean daemon = false;
        int priority = Thread.NORM_PRIORITY;
        String group = "";
        int stack = NO_STACK;
        Duration stoodThere = null;
        Duration waitedThere = null;
        LockWait waitsFor = null;
        List<HeldLock> held = List.of();
        Long carrier = null;
        long cpu = Usage.UNKNOWN;
        long allocated = Usage.UNKNOWN;
        Map<String, String> mdc = Map.of();
        ScopeData scope = ScopeData.EMPTY;
        Map<String, String> scopedValues = Map.of();
        List<VariablesReader.Frame> frames = List.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "id" -> id = json.number();
                case "name" -> threadName = json.text();
                case "kind" -> kind = json.constant(ThreadKind.values());
                case "state" -> state = json.constant(Thread.State.values());
                case "daemon" -> daemon = json.flag();
                case "priority" -> priority = json.integer();
                case "group" -> group = json.sharedText();
                case "stack" -> stack = json.index();
                case "stoodMicros" -> stoodThere = json.micros();
                case "waitedMicros" -> waitedThere = json.micros();
                case "waitsFor" -> waitsFor = locks.waitsFor();
                case "holds" -> held = locks.holds();
                case "carrier" -> carrier = json.number();
                case "cpuNanos" -> cpu = json.count();
                case "allocatedBytes" -> allocated = json.count();
                case "mdc" -> mdc = contexts.map();
                case "scope" -> scope = contexts.scope();
                case "scopedValues" -> scopedValues = contexts.map();
                case "variables" -> frames = variables.read();
                default -> json.skip();
            }
        }
        CapturedThread thread = CapturedThread.builder(json.required(id, "id"), threadName)
                .kind(json.required(kind, "kind"))
                .state(json.required(state, "state"))
                .daemon(daemon)
                .priority(priority)
                .group(group)
                .waitsFor(waitsFor)
                .held(held)
                .carrierId(carrier)
                .usage(cpu == Usage.UNKNOWN && allocated == Usage.UNKNOWN ? Usage.NONE : new Usage(cpu, allocated))
                .context(context(mdc, scope, scopedValues))
                .build();
        if (stoodThere != null) {
            stood.put(thread.id(), stoodThere);
        }
        if (waitedThere != null) {
            waited.put(thread.id(), waitedThere);
        }
        return new Draft(thread, stack, frames);
    }

    /** Most threads of most dumps carry nothing, and share that. */
    private static ThreadContext context(Map<String, String> mdc, ScopeData scope, Map<String, String> scopedValues) {
        ThreadContext context = new ThreadContext(mdc, scope, scopedValues);
        return context.equals(ThreadContext.EMPTY) ? ThreadContext.EMPTY : context;
    }
}
