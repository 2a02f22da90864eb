package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Moment;
import io.sentry.SentryEvent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The context {@code history}: what went before, as the black box saw it. The attached dump has all of it. */
final class HistoryContext {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MOMENTS = 10;
    private static final int MOMENT = 600;

    private HistoryContext() {}

    /** @param subject the thread that the event is about, or null */
    static void apply(SentryEvent event, DumpView view, @Nullable CapturedThread subject, int bytes, Cuts cuts) {
        History history = view.dump().story().history();
        if (history.looks() == 0) {
            return;
        }
        BoundedMap context = new BoundedMap(bytes);
        context.put("since", history.since().toString());
        context.put("looks", history.looks());
        if (subject != null) {
            Duration stood = history.stood().get(subject.id());
            if (stood != null) {
                context.text("thread", ThreadEntries.name(subject));
                context.put("stands there for", WaitWords.duration(stood));
            }
        }
        List<String> moments = moments(history);
        context.putIfAny(
                "moments, newest first", LockWords.bounded("moments of the history", moments, bytes * 3 / 4, cuts));
        ThreadScope.put(event, "history", context.toMap("context history", cuts));
    }

    /** The newest of those in which something changed. */
    private static List<String> moments(History history) {
        List<String> texts = new ArrayList<>();
        List<Moment> newestFirst = new ArrayList<>(history.moments());
        Collections.reverse(newestFirst);
        for (Moment moment : newestFirst) {
            if (!moment.changes().isEmpty() && texts.size() < MOMENTS) {
                texts.add(Texts.cut(Texts.oneLine(text(moment)), MOMENT));
            }
        }
        return texts;
    }

    private static String text(Moment moment) {
        List<String> figures = new ArrayList<>();
        for (Thread.State state : Thread.State.values()) {
            Integer count = moment.states().get(state);
            if (count != null) {
                figures.add(count + " " + state);
            }
        }
        if (moment.cpuPercent() >= 0) {
            figures.add("CPU " + moment.cpuPercent() + " %");
        }
        if (moment.gcPercent() > 0) {
            figures.add("GC " + moment.gcPercent() + " %");
        }
        return TIME.format(moment.at()) + " " + String.join("; ", moment.changes()) + " (" + String.join(", ", figures)
                + ")";
    }

    /** {@code 41 s}, of several {@code 12 s to 41 s}; empty where it is not known. */
    static String stood(History history, List<CapturedThread> threads) {
        History.Stood stood = history.stood(threads);
        if (!stood.isLong()) {
            return "";
        }
        String least = WaitWords.duration(stood.least());
        String most = WaitWords.duration(stood.most());
        String who = stood.known() == threads.size() ? "" : stood.known() + " of them ";
        return who + (least.equals(most) ? most : least + " to " + most);
    }
}
