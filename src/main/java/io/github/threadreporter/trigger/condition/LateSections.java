package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.trigger.Symptom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sections that have been open for too long, those of one key as one. Not thread-safe. */
final class LateSections {

    /** So many symptoms are told at a time; the rest is counted. */
    private static final int MOST = 20;

    private final Map<String, Late> byKey = new HashMap<>();

    private static final class Late {
        private Section oldest;
        private int count;

        private Late(Section first) {
            oldest = first;
        }

        private Section oldest() {
            return oldest;
        }
    }

    void add(String key, Section section) {
        Late late = byKey.computeIfAbsent(key, unseen -> new Late(section));
        late.count++;
        if (section.openedNanos - late.oldest.openedNanos < 0) {
            late.oldest = section;
        }
    }

    /**
     * The symptoms, those of the longest sections first.
     *
     * @param headline what is wrong with the oldest section of a key
     */
    List<Symptom> symptoms(String kind, String noun, Function<Section, Headline> headline) {
        List<Map.Entry<String, Late>> all = new ArrayList<>(byKey.entrySet());
        all.sort(
                Comparator.comparing(entry -> entry.getValue().oldest(), Comparator.comparingLong(s -> s.openedNanos)));
        List<Symptom> symptoms = new ArrayList<>();
        for (Map.Entry<String, Late> entry : all.subList(0, Math.min(MOST, all.size()))) {
            Late late = entry.getValue();
            Headline text = headline.apply(late.oldest);
            String more = late.count == 1 ? "" : "; " + late.count + " " + noun + " in all";
            String cut = symptoms.isEmpty() && all.size() > MOST
                    ? "; " + (all.size() - MOST) + " other kinds of " + noun + " are late and not told"
                    : "";
            symptoms.add(new Symptom(
                    entry.getKey(),
                    new CaptureReason(kind, text.text() + more + cut, new Suspect(late.oldest.threadId, text))));
        }
        return symptoms;
    }
}
