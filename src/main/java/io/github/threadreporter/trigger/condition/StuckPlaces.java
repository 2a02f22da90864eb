package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Standing;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stuck threads by place. Not thread-safe. */
final class StuckPlaces {

    private static final String KIND = "stuck-thread";

    /** So many symptoms are told at a time; the rest is counted. */
    private static final int MOST = 20;

    private record Stuck(
            Standing thread,
            Doing doing,
            StackTraceElement place,
            Duration still,
            @Nullable Section section) {}

    private final Map<String, List<Stuck>> byKey = new HashMap<>();
    private final Map<Long, Standing> threads;

    StuckPlaces(Map<Long, Standing> threads) {
        this.threads = threads;
    }

    void add(Standing thread, Doing doing, StackTraceElement place, Duration still, @Nullable Section section) {
        // Without the line: one that runs in a circle is now here and now there.
        String key = doing + " " + place.getClassName() + "." + place.getMethodName();
        byKey.computeIfAbsent(key, unseen -> new ArrayList<>()).add(new Stuck(thread, doing, place, still, section));
    }

    /** The longest first. */
    List<Symptom> symptoms() {
        List<Symptom> symptoms = new ArrayList<>();
        List<Map.Entry<String, List<Stuck>>> places = new ArrayList<>();
        for (Map.Entry<String, List<Stuck>> place : byKey.entrySet()) {
            List<Stuck> stuck = place.getValue();
            stuck.sort(Comparator.comparing(Stuck::still).reversed().thenComparing(one -> one.thread()
                    .threadId()));
            if (!isLoneSignal(stuck)) {
                places.add(place);
            }
        }
        places.sort(Comparator.comparing(
                (Map.Entry<String, List<Stuck>> place) ->
                        place.getValue().get(0).still(),
                Comparator.reverseOrder()));
        for (Map.Entry<String, List<Stuck>> place : places.subList(0, Math.min(MOST, places.size()))) {
            String cut = symptoms.isEmpty() && places.size() > MOST
                    ? "; threads are stuck at " + (places.size() - MOST) + " more places"
                    : "";
            symptoms.add(symptom(place.getKey(), place.getValue(), cut));
        }
        return symptoms;
    }

    /** A thread may be woken by a permit, for work: alone at a semaphore it is no sign of trouble. */
    private static boolean isLoneSignal(List<Stuck> stuck) {
        return stuck.size() == 1
                && stuck.get(0).doing() == Doing.SEMAPHORE
                && stuck.get(0).section() == null;
    }

    private Symptom symptom(String key, List<Stuck> stuck, String cut) {
        Stuck longest = stuck.get(0);
        Headline headline = headline(longest);
        String detail = headline.text() + owner(longest) + Words.others("have", stuck.size() - 1) + cut;
        return new Symptom(
                key,
                new CaptureReason(KIND, detail, new Suspect(longest.thread().threadId(), headline)));
    }

    private static Headline headline(Stuck stuck) {
        String name = Words.bounded(stuck.thread().name());
        String place = Frame.of(stuck.place()).shortText();
        String time = Words.text(stuck.still());
        if (stuck.doing() == Doing.RUNS || stuck.doing().isOwed()) {
            return Headline.of("%s " + stuck.doing().words() + " at %s for %s", name, place, time);
        }
        Section section = stuck.section();
        return section == null
                ? Headline.of("%s has been at %s for %s", name, place, time)
                : Headline.of("%s has been at %s for %s, within %s", name, place, time, of(section));
    }

    private static String of(Section section) {
        return section.kind == Section.Kind.WATCH ? Words.bounded(section.name) : SlowRequestCondition.shown(section);
    }

    private String owner(Stuck stuck) {
        Standing owner = threads.get(stuck.thread().ownerId());
        return owner == null ? "" : ", which " + Words.bounded(owner.name()) + " holds";
    }
}
