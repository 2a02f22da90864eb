package io.github.threadreporter.send;

import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A wait in words: for what, how long, and who would have to act. Bounded, but may hold any character. */
final class WaitSentence {

    /** Those who must act are named up to here, and the others counted. */
    private static final int NAMED = 3;

    private static final Duration MINUTES = Duration.ofMinutes(2);

    private final WaitIndex index;

    WaitSentence(WaitIndex index) {
        this.index = index;
    }

    /** {@code orders (executor) for 1.5 s: "orders-1" #61 or "orders-2" #62 must act}. */
    String of(Wait wait) {
        String time = (wait.waited() == null ? "" : " for " + time(wait.waited()))
                + (wait.timed() ? (wait.waited() == null ? " until a time limit" : ", until a time limit") : "");
        Resource resource = index.resource(wait.what());
        return resource == null
                ? VariableText.word(wait.what().text()) + time
                : what(resource) + time + ": " + whoMustAct(resource);
    }

    /** {@code orders (executor)}; a class tells by itself what it is. */
    static String what(Resource resource) {
        return VariableText.word(resource.text()) + (resource.name().isEmpty() ? "" : " (" + kind(resource) + ")");
    }

    static String kind(Resource resource) {
        return resource.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String whoMustAct(Resource resource) {
        List<Holder> holders = resource.holders();
        if (holders.isEmpty()) {
            return resource.isKnown()
                    ? "nobody is known who holds it"
                    : "cannot tell who must act: " + VariableText.word(resource.unknown());
        }
        return names(holders, resource.need()) + " must act"
                + (resource.isKnown() ? "" : "; cannot tell who else: " + VariableText.word(resource.unknown()));
    }

    private String names(List<Holder> holders, Resource.Need need) {
        List<String> names = new ArrayList<>();
        int shown = holders.size() <= NAMED + 1 ? holders.size() : NAMED;
        for (Holder holder : holders.subList(0, shown)) {
            names.add(holder(holder));
        }
        if (shown < holders.size()) {
            names.add((holders.size() - shown) + " more");
        }
        String last = names.remove(names.size() - 1);
        String word = need == Resource.Need.ONE ? " or " : " and ";
        return names.isEmpty() ? last : String.join(", ", names) + word + last;
    }

    String holder(Holder holder) {
        String how = VariableText.word(holder.how());
        String time = holder.held() == null ? "" : "for " + time(holder.held());
        String more = how + (how.isEmpty() || time.isEmpty() ? "" : " ") + time;
        return index.name(holder.node()) + (more.isEmpty() ? "" : " (" + more + ")");
    }

    /** {@code threads 2 of 2, active 2, queued 4}. */
    static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> VariableText.word(fact.getKey()) + " " + VariableText.word(fact.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** In the unit that a person would take. */
    static String time(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        return time.compareTo(MINUTES) < 0
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3)
                : time.toMinutes() + " min";
    }
}
