package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of a thread beside its stack, as one extra: an event with one thread shows it nowhere else. */
final class ThreadFacts {

    private ThreadFacts() {}

    static Map<String, Object> of(DumpView view, StackGroup group, int bytes, Cuts cuts) {
        WaitView waits = view.waits();
        CapturedThread thread = group.first();
        BoundedMap facts = new BoundedMap(bytes);
        facts.put("id", thread.id());
        facts.text("name", ThreadEntries.name(thread));
        facts.put("kind", thread.kind().label());
        facts.put("state", thread.state().name());
        facts.put("role", group.role().name().toLowerCase(Locale.ROOT));
        Frame place = thread.stack().interesting();
        if (place != null) {
            facts.text("at", place.className() + "." + place.method() + "(" + place.place() + ")");
        }
        String stood = HistoryContext.stood(view.dump().story().history(), group.threads());
        if (!stood.isEmpty()) {
            facts.text("stood", stood);
        }
        WaitView.Edge edge = waits.edge(thread);
        if (edge != null) {
            facts.text("waits for", new WaitWords(waits).waitsFor(edge));
        }
        facts.putIfAny("runs", LockWords.bounded("tasks that a thread runs", runs(waits, thread), bytes / 8, cuts));
        facts.putIfAny("holds", LockWords.bounded("locks in words", LockWords.holds(thread), bytes / 8, cuts));
        if (group.size() > 1) {
            facts.put("threads", group.size());
            List<Traceback> all = group.threads().stream().map(Traceback::of).toList();
            facts.put("names", names("names of equal threads", all, bytes / 4, cuts));
            facts.putIfAny("variables of others", VariableLines.ofOthers(all, bytes / 4, cuts));
        }
        facts.putIfAny("variables", VariableLines.ofMiddle(Traceback.of(thread)));
        facts.put("daemon", thread.daemon());
        facts.put("priority", thread.priority());
        if (!thread.group().isEmpty()) {
            facts.text("group", thread.group());
        }
        Long carrier = thread.carrierId();
        if (carrier != null) {
            facts.put("carrier", carrier);
        }
        addUsage(facts, thread.usage());
        addContext(facts, thread, bytes, cuts);
        return facts.toMap("extra of a thread", cuts);
    }

    private static void addUsage(BoundedMap facts, Usage usage) {
        if (usage.cpuNanos() != Usage.UNKNOWN) {
            facts.put("cpu ms", Texts.millis(usage.cpuNanos()));
        }
        if (usage.allocatedBytes() != Usage.UNKNOWN) {
            facts.put("allocated bytes", usage.allocatedBytes());
        }
    }

    private static void addContext(BoundedMap facts, CapturedThread thread, int bytes, Cuts cuts) {
        facts.putIfAny("mdc", texts(thread.context().mdc(), "MDC", bytes / 8, cuts));
        facts.putIfAny("scope", scope(thread.context().scope(), bytes / 8, cuts));
        facts.putIfAny("scoped values", texts(thread.context().scopedValues(), "scoped values", bytes / 8, cuts));
    }

    /** A thread's own Sentry scope as plain text, tags that cannot be tags of the event included. */
    static Map<String, Object> scope(ScopeData scope, int bytes, Cuts cuts) {
        BoundedMap map = new BoundedMap(bytes);
        String transaction = scope.transaction();
        if (transaction != null) {
            map.text("transaction", transaction);
        }
        String trace = scope.traceId();
        if (trace != null) {
            map.text("trace", trace);
        }
        String span = scope.spanId();
        if (span != null) {
            map.text("span", span);
        }
        map.putIfAny("user", texts(scope.user(), "user", bytes / 4, cuts));
        map.putIfAny("tags", texts(scope.tags(), "scope tags", bytes / 2, cuts));
        return map.isEmpty() ? Map.of() : map.toMap("scope", cuts);
    }

    static Map<String, Object> texts(Map<String, String> texts, String what, int bytes, Cuts cuts) {
        return texts.isEmpty() ? Map.of() : new BoundedMap(bytes).texts(texts).toMap(what, cuts);
    }

    static List<String> names(String what, List<Traceback> all, int bytes, Cuts cuts) {
        BoundedList names = new BoundedList(bytes);
        for (Traceback one : all) {
            if (!names.add(Texts.cut(one.name(), ServerLimits.NAME))) {
                break;
            }
        }
        return names.toList(what, all.size(), cuts);
    }

    private static List<String> runs(WaitView waits, CapturedThread thread) {
        return waits.runBy(thread).stream().map(TaskWords::name).toList();
    }
}
