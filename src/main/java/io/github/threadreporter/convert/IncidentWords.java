package io.github.threadreporter.convert;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Incident.State;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.SentryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an event tells of the incident that it belongs to. */
final class IncidentWords {

    private IncidentWords() {}

    /** The sentence of the event: the cause, and in later ones before it how long it has lasted. */
    static Headline headline(ThreadDump dump, Headline found, @Nullable Issue issue) {
        Incident incident = dump.story().incident();
        if (incident == null) {
            return found;
        }
        String lasted = WaitWords.duration(incident.lasted());
        return switch (incident.state()) {
            case OPENED, MOMENT -> found;
            case CONTINUING -> before("After %s: ", lasted, found);
            case OVER -> before("Over after %s: ", lasted, issue == null ? found : issue.headline());
            case ENDED_WITH_PROCESS ->
                before("The process ends after %s of: ", lasted, issue == null ? found : issue.headline());
        };
    }

    private static Headline before(String template, String param, Headline headline) {
        List<String> params = new ArrayList<>(List.of(param));
        params.addAll(headline.params());
        return new Headline(template + headline.template(), params);
    }

    /** What is wrong where no thread stands out: what the trigger noticed, e.g. {@code Thread count: %s}. */
    static Headline noticed(CaptureReason reason) {
        String words = reason.kind().replace('-', ' ');
        String template = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ": %s";
        return Headline.of(template, reason.detail());
    }

    /** Whether the events of the incident are to be one issue. */
    static boolean lasts(ThreadDump dump) {
        Incident incident = dump.story().incident();
        return incident != null && incident.state() != State.MOMENT;
    }

    static void apply(SentryEvent event, ThreadDump dump, int bytes, Cuts cuts) {
        Incident incident = dump.story().incident();
        if (incident == null) {
            return;
        }
        event.setTag("incident.id", incident.id());
        event.setTag("incident.state", incident.state().label());
        BoundedMap context = new BoundedMap(bytes / 4);
        context.put("id", incident.id());
        context.put("kind", incident.kind());
        context.put("state", incident.state().label());
        context.put("opened", incident.openedAt().toString());
        context.put("lasted ms", incident.lasted().toMillis());
        context.put("event", incident.event());
        Map<String, Integer> withheld = new TreeMap<>(incident.withheld());
        context.putIfAny("captures withheld before", withheld);
        event.getContexts().put("incident", context.toMap("context incident", cuts));
    }
}
