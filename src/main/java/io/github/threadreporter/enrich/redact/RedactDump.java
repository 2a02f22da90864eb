package io.github.threadreporter.enrich.redact;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.WaitGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One walk over the threads and tasks of one dump. What they share (stacks, frames, source lines) is redacted once and stays
 * shared; what holds no secret stays the same object. Not thread-safe.
 */
final class RedactDump {

    /** Texts repeat (groups, names of pools, tags): their results are remembered, up to this many. */
    private static final int REMEMBERED = 8_192;

    private final RedactText text;
    private final RedactContext context;
    private final RedactTally tally;
    private final RedactValues values;
    private final Map<String, RedactedText> remembered = new HashMap<>();
    private final Map<String, RedactedText> rememberedCutOff = new HashMap<>();
    private final IdentityHashMap<CapturedThread, CapturedThread> threads = new IdentityHashMap<>();
    private final IdentityHashMap<StackTrace, StackTrace> stacks = new IdentityHashMap<>();
    private final IdentityHashMap<Frame, Frame> frames = new IdentityHashMap<>();
    private final IdentityHashMap<SourceContext, SourceContext> sources = new IdentityHashMap<>();

    /**
     * @param secret what is secret in the variables of the dump
     * @param counted the rules of which the account of the dump tells already
     */
    RedactDump(RedactText text, RedactContext context, SecretObjects secret, Set<String> counted, RedactTally tally) {
        this.text = text;
        this.context = context;
        this.tally = tally;
        this.values = new RedactValues(secret, this::redacted, counted, tally);
    }

    String text(String original) {
        return original.isEmpty() ? original : redacted(original, false).text();
    }

    /** @param cutOff whether the text went on, so that a secret at its end may be there in part only */
    private RedactedText redacted(String original, boolean cutOff) {
        Map<String, RedactedText> results = cutOff ? rememberedCutOff : remembered;
        RedactedText known = results.get(original);
        if (known == null) {
            RedactTally own = new RedactTally();
            String masked = cutOff ? text.maskCutOff(original, own) : text.mask(original, own);
            known = new RedactedText(masked, own.counts());
            if (results.size() < REMEMBERED) {
                results.put(original, known);
            }
        }
        tally.addAll(known.masked());
        return known;
    }

    CapturedThread thread(CapturedThread thread) {
        CapturedThread known = threads.get(thread);
        if (known == null) {
            known = redact(thread);
            threads.put(thread, known);
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // values are a graph, of which equals would follow every path
    private CapturedThread redact(CapturedThread thread) {
        CapturedThread redacted = thread.toBuilder()
                .name(text(thread.name()))
                .group(text(thread.group()))
                .stack(stack(thread.stack()))
                .waitsFor(thread.waitsFor() == null ? null : wait(thread.waitsFor()))
                .context(context.redact(thread.context(), this::text, tally))
                .variables(eachSame(thread.variables(), values::frame))
                .build();
        boolean same = redacted.name().equals(thread.name())
                && redacted.group().equals(thread.group())
                && redacted.stack().equals(thread.stack())
                && Objects.equals(redacted.waitsFor(), thread.waitsFor())
                && redacted.context().equals(thread.context())
                && redacted.variables() == thread.variables();
        return same ? thread : redacted;
    }

    @SuppressWarnings("ReferenceEquality")
    Task task(Task task) {
        String name = text(task.name());
        String state = text(task.state());
        StackTrace stack = stack(task.stack());
        StackTrace createdAt = stack(task.createdAt());
        List<FrameVariables> variables = eachSame(task.variables(), values::frame);
        Map<String, String> facts = facts(task.facts());
        boolean same = name.equals(task.name())
                && state.equals(task.state())
                && stack == task.stack()
                && createdAt == task.createdAt()
                && variables == task.variables()
                && facts == task.facts();
        return same
                ? task
                : new Task(
                        task.id(),
                        task.kind(),
                        name,
                        state,
                        stack,
                        variables,
                        task.threadId(),
                        task.parentId(),
                        task.pool(),
                        createdAt,
                        facts);
    }

    @SuppressWarnings("ReferenceEquality")
    WaitGraph waits(WaitGraph graph) {
        List<Resource> resources = eachSame(graph.resources(), this::resource);
        return resources == graph.resources() ? graph : new WaitGraph(resources, graph.waits());
    }

    @SuppressWarnings("ReferenceEquality")
    private Resource resource(Resource resource) {
        String name = text(resource.name());
        List<Resource.Holder> holders = each(
                resource.holders(), holder -> new Resource.Holder(holder.node(), text(holder.how()), holder.held()));
        String unknown = text(resource.unknown());
        Map<String, String> facts = facts(resource.facts());
        boolean same = name.equals(resource.name())
                && holders == resource.holders()
                && unknown.equals(resource.unknown())
                && facts == resource.facts();
        return same
                ? resource
                : new Resource(resource.ref(), resource.kind(), name, holders, resource.need(), unknown, facts);
    }

    /** The texts hold names of threads. */
    @SuppressWarnings("ReferenceEquality")
    Story story(Story story) {
        History history = story.history();
        List<Moment> moments = eachSame(history.moments(), this::moment);
        return moments == history.moments()
                ? story
                : new Story(
                        story.incident(),
                        new History(history.since(), history.looks(), history.stood(), history.waited(), moments));
    }

    @SuppressWarnings("ReferenceEquality")
    private Moment moment(Moment moment) {
        List<String> changes = each(moment.changes(), this::text);
        return changes == moment.changes()
                ? moment
                : new Moment(moment.at(), moment.states(), moment.cpuPercent(), moment.gcPercent(), changes);
    }

    /** Ours by name, of the application by value; the list of allowed keys is for what the application names. */
    private Map<String, String> facts(Map<String, String> facts) {
        if (facts.isEmpty()) {
            return facts;
        }
        Map<String, String> redacted = new LinkedHashMap<>();
        facts.forEach(
                (name, fact) -> RedactContext.put(redacted, text(name), context.named(name, fact, this::text, tally)));
        return redacted.equals(facts) ? facts : redacted;
    }

    private LockWait wait(LockWait wait) {
        LockWait.Owner owner = wait.owner();
        if (owner == null) {
            return wait;
        }
        String name = text(owner.name());
        return name.equals(owner.name()) ? wait : wait.withOwner(new LockWait.Owner(owner.id(), name));
    }

    private StackTrace stack(StackTrace stack) {
        StackTrace known = stacks.get(stack);
        if (known == null) {
            List<Frame> redacted = each(stack.frames(), this::frame);
            known = redacted == stack.frames() ? stack : new StackTrace(redacted, stack.framesCut());
            stacks.put(stack, known);
        }
        return known;
    }

    private Frame frame(Frame frame) {
        SourceContext source = frame.source();
        if (source == null) {
            return frame;
        }
        Frame known = frames.get(frame);
        if (known == null) {
            SourceContext redacted = sources.get(source);
            if (redacted == null) {
                redacted = redact(source);
                sources.put(source, redacted);
            }
            known = redacted.equals(source) ? frame : frame.withSource(redacted);
            frames.put(frame, known);
        }
        return known;
    }

    /** All lines at once: a secret may begin in one and end in another. */
    private SourceContext redact(SourceContext source) {
        List<String> lines = new ArrayList<>(source.before());
        lines.add(source.line());
        lines.addAll(source.after());
        // A line that holds a line break would shift the others.
        lines.replaceAll(line -> line.replace('\n', ' '));
        String all = String.join("\n", lines);
        String masked = text.maskSource(all, tally);
        if (masked.equals(all)) {
            return source;
        }
        List<String> result = Arrays.asList(masked.split("\n", -1));
        int at = source.before().size();
        return new SourceContext(result.subList(0, at), result.get(at), result.subList(at + 1, result.size()));
    }

    /** The list with each element replaced; the same instance where none changed. */
    static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(list.size());
        boolean same = true;
        for (T element : list) {
            T result = change.apply(element);
            same = same && (result == element || result.equals(element));
            changed.add(result);
        }
        return same ? list : changed;
    }

    /** The same for what tells by identity whether it changed, and of which equals might take for ever. */
    @SuppressWarnings("ReferenceEquality")
    static <T> List<T> eachSame(List<T> list, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(list.size());
        boolean same = true;
        for (T element : list) {
            T result = change.apply(element);
            same = same && result == element;
            changed.add(result);
        }
        return same ? list : changed;
    }
}
