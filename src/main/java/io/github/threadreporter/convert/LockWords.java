package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The locks in words, for servers that show none and for all but the first. Each fact is a text of its own: where a
 * server masks a text because of one word in it, the others stay.
 */
final class LockWords {

    private static final int TEXT = 600;

    private LockWords() {}

    /** {@code com.acme.Stock@1f2e3d held by order-worker-7 (id 37)}. */
    static String waitsFor(LockWait wait) {
        LockWait.Owner owner = wait.owner();
        String how =
                switch (wait.how()) {
                    case ENTERING -> "";
                    case WAITING -> ", in Object.wait";
                    case PARKED -> ", parked";
                };
        String lock = name(wait.lock());
        return owner == null
                ? lock + how + ", holder unknown or none"
                : lock + how + ", held by " + Texts.oneLine(Texts.cut(owner.name(), ServerLimits.NAME)) + " (id "
                        + owner.id() + ")";
    }

    static List<String> holds(CapturedThread thread) {
        return thread.held().stream().map(held -> held(thread, held)).toList();
    }

    /** The context {@code locks}: those of the thread that an event is about, and the cycles of the capture. */
    static Map<String, Object> context(DumpView view, @Nullable CapturedThread thread, int bytes, Cuts cuts) {
        BoundedMap words = new BoundedMap(bytes);
        if (thread != null) {
            LockWait wait = thread.waitsFor();
            if (wait != null) {
                words.text("waits for", waitsFor(wait));
            }
            List<String> holds = holds(thread);
            words.putIfAny("holds", bounded("locks in words", holds, bytes / 4, cuts));
        }
        int number = 0;
        for (Deadlock deadlock : view.dump().analysis().deadlocks()) {
            if (thread == null || view.isCulprit(thread) || deadlock.threadIds().contains(thread.id())) {
                words.put("deadlock " + ++number, cycle(view, deadlock, bytes / 2, cuts));
            }
        }
        return words.isEmpty() ? Map.of() : words.toMap("context locks", cuts);
    }

    static List<String> bounded(String what, List<String> texts, int bytes, Cuts cuts) {
        return new BoundedList(bytes).addAll(texts).toList(what, texts.size(), cuts);
    }

    private static List<String> cycle(DumpView view, Deadlock deadlock, int bytes, Cuts cuts) {
        List<String> edges = new ArrayList<>();
        for (CapturedThread thread : view.members(deadlock)) {
            LockWait wait = thread.waitsFor();
            String name = Texts.cut(ThreadEntries.name(thread), ServerLimits.NAME);
            edges.add(name + " waits for " + (wait == null ? "an unknown lock" : waitsFor(wait)));
        }
        return bounded("threads of a deadlock in words", edges, bytes, cuts);
    }

    private static String held(CapturedThread thread, HeldLock held) {
        String lock = name(held.lock());
        return held.depth() >= 0 && held.depth() < thread.stack().frames().size()
                ? lock + " taken in "
                        + Texts.cut(thread.stack().frames().get(held.depth()).shortText(), TEXT)
                : lock;
    }

    private static String name(LockRef lock) {
        return Texts.oneLine(Texts.cut(lock.text(), TEXT));
    }
}
