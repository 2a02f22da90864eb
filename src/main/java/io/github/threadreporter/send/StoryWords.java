package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a capture is a part of, in words. */
final class StoryWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private StoryWords() {}

    /** {@code incident 4f0c... (pool-exhaustion), continuing, for 2 min, event 3; 12 captures withheld: 8 cpu, 4 log}. */
    static String incident(Incident incident) {
        StringBuilder words = new StringBuilder("incident ").append(incident.id());
        words.append(" (").append(incident.kind()).append("), ");
        words.append(incident.state().label().replace('-', ' '));
        if (!incident.lasted().isZero()) {
            words.append(", ").append(incident.state() == Incident.State.OVER ? "lasted " : "for ");
            words.append(time(incident.lasted()));
        }
        words.append(", event ").append(incident.event());
        if (!incident.withheld().isEmpty()) {
            int all = incident.withheld().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            words.append("; ")
                    .append(all)
                    .append(all == 1 ? " capture" : " captures")
                    .append(" withheld: ");
            words.append(new TreeMap<>(incident.withheld())
                    .entrySet().stream()
                            .map(kind -> kind.getValue() + " " + kind.getKey())
                            .collect(Collectors.joining(", ")));
        }
        return words.toString();
    }

    /** {@code stands there for 41 s}, of several {@code stand there for 12 s to 41 s}; empty where it is not known. */
    static String stood(History history, List<CapturedThread> threads) {
        History.Stood stood = history.stood(threads);
        if (!stood.isLong()) {
            return "";
        }
        String most = time(stood.most());
        if (threads.size() == 1) {
            return "stands there for " + most;
        }
        String who = stood.known() == threads.size() ? "" : stood.known() + " of them ";
        String least = time(stood.least());
        return who + "stand there for " + (least.equals(most) ? most : least + " to " + most);
    }

    /** {@code 240 looks since 11:58:03}. */
    static String looks(History history) {
        return history.looks() + (history.looks() == 1 ? " look" : " looks") + " since " + at(history.since());
    }

    /** {@code 3 BLOCKED, 12 RUNNABLE, CPU 150 %, GC 8 %}. */
    static String figures(Moment moment) {
        List<String> words = new ArrayList<>();
        for (Thread.State state : StateBar.ORDER) {
            Integer count = moment.states().get(state);
            if (count != null) {
                words.add(count + " " + state);
            }
        }
        if (moment.cpuPercent() >= 0) {
            words.add("CPU " + moment.cpuPercent() + " %");
        }
        if (moment.gcPercent() >= 0) {
            words.add("GC " + moment.gcPercent() + " %");
        }
        return String.join(", ", words);
    }

    static String at(Instant time) {
        return TIME.format(time);
    }

    /** {@code 41 s}, {@code 2 min 5 s}, {@code 2 h 5 min}. */
    private static String time(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
