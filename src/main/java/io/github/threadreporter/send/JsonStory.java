package io.github.threadreporter.send;

import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Story;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a capture is a part of, in the JSON form of a dump. For how long threads stood stands at the threads. */
final class JsonStory {

    /** The newest moments that fit into so many percent of a document. */
    private static final int SHARE = 10;

    private JsonStory() {}

    static void write(JsonWriter json, Story story, JsonArrays arrays) throws IOException {
        incident(json, story.incident());
        history(json, story.history(), arrays);
    }

    private static void incident(JsonWriter json, @Nullable Incident incident) throws IOException {
        if (incident == null) {
            return;
        }
        json.name("incident").beginObject();
        json.name("id").value(incident.id());
        json.name("kind").value(incident.kind());
        json.name("state").value(incident.state().label());
        json.name("openedAt").value(incident.openedAt().toString());
        json.name("lastedMicros")
                .value(TimeUnit.NANOSECONDS.toMicros(incident.lasted().toNanos()));
        json.name("event").value(incident.event());
        counts(json, "withheld", incident.withheld());
        json.endObject();
    }

    private static void history(JsonWriter json, History history, JsonArrays arrays) throws IOException {
        if (history.looks() == 0) {
            return;
        }
        json.name("history").beginObject();
        json.name("since").value(history.since().toString());
        json.name("looks").value(history.looks());
        List<String> pieces = new ArrayList<>();
        for (Moment moment : history.moments()) {
            pieces.add(JsonArrays.piece(scratch -> moment(scratch, moment)));
        }
        int from = pieces.size();
        long chars = 0;
        while (from > 0 && arrays.fits(chars + pieces.get(from - 1).length() + 1, SHARE)) {
            from--;
            chars += pieces.get(from).length() + 1;
        }
        json.name("moments").beginArray();
        for (String piece : pieces.subList(from, pieces.size())) {
            json.jsonValue(piece);
        }
        json.endArray();
        json.endObject();
        arrays.cut("moments of the history", from);
    }

    private static void moment(JsonWriter json, Moment moment) throws IOException {
        json.beginObject();
        json.name("at").value(moment.at().toString());
        Map<String, Integer> states = new TreeMap<>();
        moment.states().forEach((state, count) -> states.put(state.name(), count));
        counts(json, "states", states);
        if (moment.cpuPercent() >= 0) {
            json.name("cpuPercent").value(moment.cpuPercent());
        }
        if (moment.gcPercent() >= 0) {
            json.name("gcPercent").value(moment.gcPercent());
        }
        JsonPieces.texts(json, "changes", moment.changes());
        json.endObject();
    }

    private static void counts(JsonWriter json, String name, Map<String, Integer> counts) throws IOException {
        if (!counts.isEmpty()) {
            json.name(name).beginObject();
            for (Map.Entry<String, Integer> count : new TreeMap<>(counts).entrySet()) {
                json.name(count.getKey()).value(count.getValue());
            }
            json.endObject();
        }
    }
}
