package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The wait graph in words. Each fact is a text of its own, as the locks are. */
final class WaitWords {

    /** More of those who would have to act are a number. */
    private static final int NAMES = 3;

    private static final int TEXT = 600;

    private final WaitView waits;

    WaitWords(WaitView waits) {
        this.waits = waits;
    }

    /** {@code connection pool orders, for 41 s, lent to order-worker-7 (id 37)}. */
    String waitsFor(WaitView.Edge edge) {
        if (edge.how() != null && edge.resource() == null) {
            return LockWords.waitsFor(edge.how());
        }
        StringBuilder text = new StringBuilder(name(edge));
        if (edge.waited() != null) {
            text.append(", for ").append(duration(edge.waited()));
        }
        if (edge.timed()) {
            text.append(", with a time limit");
        }
        return text.append(", ").append(whoInShort(edge)).toString();
    }

    /**
     * The context {@code waits}: what the one that an event is about waits for, who would have to act, and for the
     * culprit how that goes on to where the trouble comes from.
     */
    Map<String, Object> context(@Nullable Node subject, List<Node> chain, int bytes, Cuts cuts) {
        BoundedMap words = new BoundedMap(bytes);
        WaitView.Edge edge = subject == null ? null : waits.edge(subject);
        if (edge != null && (edge.how() == null || edge.resource() != null)) {
            words.text("waits for", waitsFor(edge));
            words.put("who would have to act", who(edge, bytes / 4, cuts));
        }
        if (!chain.isEmpty()) {
            words.put("chain", lines("steps of the chain", chain, this::step, bytes / 2, cuts));
        }
        return words.isEmpty() ? Map.of() : words.toMap("context waits", cuts);
    }

    /** Each of a deadlock with what it waits for, those on the way round first. */
    List<String> cycle(Deadlock deadlock, int bytes, Cuts cuts) {
        List<Node> members = new ArrayList<>(deadlock.cycle());
        members.addAll(deadlock.others());
        return lines("threads of a deadlock in words", members, this::inCycle, bytes, cuts);
    }

    private String inCycle(Node node) {
        WaitView.Edge edge = waits.edge(node);
        CapturedThread thread = node.isThread() ? waits.thread(node.threadId()) : null;
        String name = thread == null ? waits.name(node) : Texts.cut(ThreadEntries.name(thread), ServerLimits.NAME);
        return name + " waits for " + (edge == null ? afterThread(node) : waitsFor(edge));
    }

    private String step(Node node) {
        WaitView.Edge edge = waits.edge(node);
        if (edge != null) {
            return waits.name(node) + " waits for " + waitsFor(edge);
        }
        Task task = node.isThread() ? null : waits.task(node.id());
        if (task != null && task.threadId() != null) {
            return waits.name(node) + " is run by " + waits.name(Node.thread(task.threadId())) + at(task.stack());
        }
        CapturedThread thread = node.isThread() ? waits.thread(node.threadId()) : null;
        if (thread != null) {
            return waits.name(node) + " is " + thread.state() + at(thread.stack());
        }
        return task == null ? waits.name(node) : waits.name(node) + " is " + TaskWords.state(task) + at(task.stack());
    }

    /** A task that is run goes on when the thread does; else nobody told what it waits for. */
    private String afterThread(Node node) {
        Task task = node.isThread() ? null : waits.task(node.id());
        return task == null || task.threadId() == null
                ? "an unknown lock"
                : waits.name(Node.thread(task.threadId())) + ", which runs it";
    }

    /** All who would have to act, one text each, or why that cannot be told. */
    private List<String> who(WaitView.Edge edge, int bytes, Cuts cuts) {
        List<Holder> holders = edge.holders();
        BoundedList lines = new BoundedList(bytes);
        int told = 0;
        int total = holders.size();
        Resource resource = edge.resource();
        if (resource != null && !resource.isKnown()) {
            total++;
            told += lines.add("cannot tell: " + cut(resource.unknown())) ? 1 : 0;
        } else if (holders.isEmpty()) {
            return List.of("nobody is known");
        }
        if (holders.size() > 1) {
            total++;
            told += lines.add(quantity(resource, holders.size())) ? 1 : 0;
        }
        for (Holder holder : holders) {
            if (!lines.add(holder(holder))) {
                break;
            }
            told++;
        }
        return told == total ? lines.texts() : lines.toList("who would have to act", total, cuts);
    }

    private String whoInShort(WaitView.Edge edge) {
        List<Holder> holders = edge.holders();
        Resource resource = edge.resource();
        String unknown = resource == null || resource.isKnown() ? "" : "cannot tell: " + cut(resource.unknown());
        if (holders.isEmpty()) {
            return unknown.isEmpty() ? "nobody is known who holds it" : unknown;
        }
        StringBuilder text = new StringBuilder(verb(resource)).append(' ');
        if (holders.size() > 1) {
            text.append(quantity(resource, holders.size())).append(": ");
        }
        for (int i = 0; i < Math.min(NAMES, holders.size()); i++) {
            text.append(i == 0 ? "" : ", ").append(holder(holders.get(i)));
        }
        if (holders.size() > NAMES) {
            text.append(" and ").append(holders.size() - NAMES).append(" more");
        }
        return text.append(unknown.isEmpty() ? "" : "; " + unknown).toString();
    }

    private static String quantity(@Nullable Resource resource, int holders) {
        boolean any = resource != null && resource.need() == Need.ONE;
        return (any ? "any one of " : "all of ") + holders;
    }

    private String holder(Holder holder) {
        String how = how(holder);
        return waits.name(holder.node()) + (how.isEmpty() ? "" : " (" + how + ")");
    }

    /** {@code for 40 s, taken in Orders.save(Orders.java:44)}; empty where nobody tells. */
    static String how(Holder holder) {
        String held = holder.held() == null ? "" : "for " + duration(holder.held());
        return held + (held.isEmpty() || holder.how().isEmpty() ? "" : ", ") + cut(holder.how());
    }

    private static String name(WaitView.Edge edge) {
        return edge.resource() == null ? text(edge.what()) : name(edge.resource());
    }

    /** {@code connection pool orders}, {@code future java.util.concurrent.CompletableFuture@1f2e3d}. */
    static String name(Resource resource) {
        String kind =
                switch (resource.kind()) {
                    case MONITOR, LOCK, OTHER -> "";
                    case READ_WRITE_LOCK -> "read-write lock ";
                    case CONDITION -> "condition ";
                    case SEMAPHORE -> "semaphore ";
                    case LATCH -> "latch ";
                    case THREAD -> "the end of ";
                    case FUTURE -> "future ";
                    case QUEUE -> "queue ";
                    case EXECUTOR -> "executor ";
                    case DISPATCHER -> "dispatcher ";
                    case CONNECTION_POOL -> "connection pool ";
                    case HTTP_POOL -> "HTTP connection pool ";
                };
        return kind + cut(resource.text());
    }

    private static String verb(@Nullable Resource resource) {
        if (resource == null) {
            return "held by";
        }
        return switch (resource.kind()) {
            case MONITOR, LOCK, READ_WRITE_LOCK, SEMAPHORE -> "held by";
            case FUTURE -> "to be completed by";
            case EXECUTOR, DISPATCHER -> "served by";
            case CONNECTION_POOL, HTTP_POOL -> "lent to";
            case THREAD -> "which is";
            case CONDITION, LATCH, QUEUE, OTHER -> "up to";
        };
    }

    private static String at(StackTrace stack) {
        Frame frame = stack.interesting();
        return frame == null ? "" : " at " + cut(frame.shortText());
    }

    static String text(LockRef ref) {
        return cut(ref.text());
    }

    /** {@code 41 s}, {@code 80 ms}, {@code 2 h 5 min}. */
    static String duration(Duration time) {
        if (time.toSeconds() < 1) {
            return time.toMillis() + " ms";
        }
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    private static String cut(String text) {
        return Texts.oneLine(Texts.cut(text, TEXT));
    }

    /** As many lines as fit; no more are made than that. */
    private static List<String> lines(
            String what, List<Node> nodes, Function<Node, String> line, int bytes, Cuts cuts) {
        BoundedList lines = new BoundedList(bytes);
        for (Node node : nodes) {
            if (!lines.add(line.apply(node))) {
                break;
            }
        }
        return lines.toList(what, nodes.size(), cuts);
    }
}
