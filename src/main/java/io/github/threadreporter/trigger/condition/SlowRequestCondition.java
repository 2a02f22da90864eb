package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Headline;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Requests, told by {@link Sections#begin}, that are not answered for longer than a limit. Those of one method and path
 * are one symptom, where numbers and UUIDs in a path count as equal. Overhead: as of {@link WatchCondition}. Not
 * thread-safe.
 */
public final class SlowRequestCondition implements Condition {

    private static final Pattern VARIABLE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9]+");
    private static final String SESSION = ";jsessionid";

    private final Sections sections;
    private final Duration after;

    /**
     * One that looks at the requests among these sections.
     *
     * @param after from when on a request is slow
     * @throws IllegalArgumentException if it is not positive
     */
    public SlowRequestCondition(Sections sections, Duration after) {
        this.sections = sections;
        this.after = Words.positive("after", after);
    }

    @Override
    public List<Symptom> check(Sight sight) {
        LateSections late = new LateSections();
        long limit = after.toNanos();
        sections.forEach(section -> {
            if (section.kind == Section.Kind.REQUEST && sight.nanos() - section.openedNanos > limit) {
                late.add(key(section), section);
            }
        });
        return late.symptoms(
                "slow-request",
                "requests",
                section -> Headline.of(
                        "%s %s takes more than %s",
                        Words.bounded(section.name), shownPath(section), Words.text(after)));
    }

    private static String key(Section section) {
        return section.name + ' ' + VARIABLE.matcher(shownPath(section)).replaceAll("*");
    }

    /** Method and path. */
    static String shown(Section section) {
        return Words.bounded(section.name) + ' ' + shownPath(section);
    }

    private static String shownPath(Section section) {
        String path = section.path;
        int end = path.length();
        for (int mark : new int[] {
            path.indexOf('?'), path.indexOf('#'), path.toLowerCase(Locale.ROOT).indexOf(SESSION)
        }) {
            end = mark >= 0 && mark < end ? mark : end;
        }
        return Words.bounded(path.substring(0, end));
    }
}
