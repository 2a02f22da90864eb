package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Headline;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * Sections of code, opened by {@link Sections#watch}, that take longer than they may. Those of one name are one symptom.
 * Overhead: a walk over the open sections, some ten microseconds for a thousand. Not thread-safe.
 */
public final class WatchCondition implements Condition {

    private final Sections sections;

    /** One that looks at these sections. */
    public WatchCondition(Sections sections) {
        this.sections = sections;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        LateSections late = new LateSections();
        sections.forEach(section -> {
            if (section.kind == Section.Kind.WATCH && sight.nanos() - section.openedNanos > section.atMostNanos) {
                late.add(section.name, section);
            }
        });
        return late.symptoms(
                "watch",
                "sections",
                section -> Headline.of(
                        "%s has been in %s for more than %s",
                        section.shownThread(),
                        Words.bounded(section.name),
                        Words.text(Duration.ofNanos(section.atMostNanos))));
    }
}
