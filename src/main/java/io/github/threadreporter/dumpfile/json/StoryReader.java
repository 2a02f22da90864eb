package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Story;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The incident that a dump belongs to, and what went before. */
final class StoryReader {

    /** More than a black box ever tells. */
    private static final int MOMENTS = 200;

    private static final int CHANGES = 20;
    private static final int COUNTS = 100;

    private final JsonCursor json;
    private final ReadCuts cuts;
    private @Nullable Incident incident;
    private History history = History.NONE;

    StoryReader(JsonCursor json, ReadCuts cuts) {
        this.json = json;
        this.cuts = cuts;
    }

    /** Whether the member was one of a story; it is read then. */
    boolean read(String name) throws IOException {
        switch (name) {
            case "incident" -> incident = incident();
            case "history" -> history = history();
            default -> {
                return false;
            }
        }
        return true;
    }

    private Incident incident() throws IOException {
        String id = null;
        String kind = "";
        Incident.State state = null;
        Instant openedAt = null;
        Duration lasted = Duration.ZERO;
        int event = 1;
        Map<String, Integer> withheld = Map.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "id" -> id = json.text();
                case "kind" -> kind = json.text();
                case "state" -> state = state(json.text());
                case "openedAt" -> openedAt = json.instant();
                case "lastedMicros" -> lasted = json.micros();
                case "event" -> event = json.index();
                case "withheld" -> withheld = counts("kinds of captures withheld");
                default -> json.skip();
            }
        }
        return new Incident(
                json.required(id, "id"),
                kind,
                json.required(state, "state"),
                json.required(openedAt, "openedAt"),
                lasted,
                event,
                withheld);
    }

    private Incident.State state(String text) throws IOException {
        for (Incident.State state : Incident.State.values()) {
            if (state.label().equals(text.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        throw json.failure("'" + text + "' is no state of an incident");
    }

    private History history() throws IOException {
        Instant since = null;
        int looks = 0;
        List<Moment> moments = new ArrayList<>();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "since" -> since = json.instant();
                case "looks" -> looks = json.index();
                case "moments" ->
                    cuts.add(
                            "moments of the history",
                            BoundedArray.read(json, moments, MOMENTS, this::moment),
                            "moments",
                            MOMENTS);
                default -> json.skip();
            }
        }
        return new History(json.required(since, "since"), looks, Map.of(), Map.of(), moments);
    }

    private Moment moment() throws IOException {
        Instant at = null;
        Map<Thread.State, Integer> states = new HashMap<>();
        int cpu = -1;
        int gc = -1;
        List<String> changes = new ArrayList<>();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "at" -> at = json.instant();
                case "states" -> states = states();
                case "cpuPercent" -> cpu = json.index();
                case "gcPercent" -> gc = json.index();
                case "changes" ->
                    cuts.add(
                            "changes of a moment",
                            BoundedArray.read(json, changes, CHANGES, json::text),
                            "changes",
                            CHANGES);
                default -> json.skip();
            }
        }
        return new Moment(json.required(at, "at"), states, cpu, gc, changes);
    }

    /** States that this library does not know are passed over, as members are. */
    private Map<Thread.State, Integer> states() throws IOException {
        Map<Thread.State, Integer> states = new HashMap<>();
        counts("states of a moment").forEach((name, count) -> {
            for (Thread.State state : Thread.State.values()) {
                if (state.name().equals(name)) {
                    states.put(state, count);
                }
            }
        });
        return states;
    }

    private Map<String, Integer> counts(String what) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        int left = 0;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            if (counts.size() < COUNTS) {
                counts.put(name, json.index());
            } else {
                json.skip();
                left++;
            }
        }
        cuts.add(what, left, "counts", COUNTS);
        return counts;
    }

    /** The times are those that stand at the threads. */
    Story finish(Map<Long, Duration> stood, Map<Long, Duration> waited) {
        if (incident == null && history.equals(History.NONE) && stood.isEmpty() && waited.isEmpty()) {
            return Story.NONE;
        }
        return new Story(incident, new History(history.since(), history.looks(), stood, waited, history.moments()));
    }
}
