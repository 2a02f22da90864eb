package io.github.threadreporter.convert;

import static io.github.threadreporter.testing.Dumps.frame;
import static io.github.threadreporter.testing.Dumps.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Incident.State;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.Scene;
import io.sentry.SentryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All events of an incident are one issue, and each says where the incident is. */
class IncidentEventsTest {

    private static final String ID = "fedcba9876543210fedcba9876543210";

    private final EventConverter converter = new EventConverter(CaptureLimits.DEFAULTS);

    private static Story story(State state, Duration lasted, int event) {
        Incident incident = new Incident(
                ID, "stuck-thread", state, Instant.EPOCH, lasted, event, event == 1 ? Map.of("cpu", 3) : Map.of());
        return new Story(incident, History.NONE);
    }

    private static ThreadDump dump(Scene scene, @Nullable Suspect suspect, String detail, Story story) {
        ThreadDump dump = scene.dump();
        CaptureInfo info = new CaptureInfo(
                dump.info().id(),
                new CaptureReason("stuck-thread", detail, suspect),
                dump.info().takenAt(),
                dump.info().jvm(),
                dump.info().times());
        return new Analyzer()
                .apply(new ThreadDump(info, dump.threads(), dump.tasks(), dump.waits(), Analysis.NONE, Account.EMPTY))
                .withStory(story);
    }

    private static ThreadDump stuck(Story story) {
        Suspect suspect = new Suspect(2, Headline.of("%s stands at one place", "t-2"));
        return dump(new Scene().threads(1, 3), suspect, "", story);
    }

    private static String message(SentryEvent event) {
        return Objects.requireNonNull(Objects.requireNonNull(event.getMessage()).getFormatted());
    }

    @Test
    void first_hasTheCauseAsItsTitleAndAFingerprintOfItsOwn() {
        SentryEvent event =
                converter.whole(stuck(story(State.OPENED, Duration.ZERO, 1))).event();
        assertThat(message(event)).isEqualTo("t-2 stands at one place");
        assertThat(event.getTag("incident.id")).isEqualTo(ID);
        assertThat(event.getTag("incident.state")).isEqualTo("opened");
        assertThat(event.getFingerprints())
                .as("the last event has no stack that the server could make a hash of")
                .doesNotContain("{{ default }}")
                .contains("stuck-thread")
                .anyMatch(part -> part.endsWith("@ com.acme.Stock.reserve"));
        assertThat(event.getContexts().get("incident"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("captures withheld before", Map.of("cpu", 3))
                .containsEntry("event", 1);
    }

    @Test
    void later_keepsTheIssueOfTheFirst() {
        ThreadDump first = stuck(story(State.OPENED, Duration.ZERO, 1));
        Issue issue = converter.issue(first);
        // the thread stands elsewhere now, and another one waits for it
        Scene scene = new Scene()
                .thread(1)
                .thread(2, stack(frame("com.acme.Other", "run", 1)), Thread.State.RUNNABLE)
                .enters(4, "Stock", 2)
                .enters(5, "Stock", 2);
        ThreadDump later = dump(scene, null, "", story(State.CONTINUING, Duration.ofMinutes(5), 2));
        SentryEvent event = converter.whole(later, issue).event();
        assertThat(event.getFingerprints())
                .isEqualTo(converter.whole(first).event().getFingerprints());
        assertThat(message(event)).startsWith("After 5 min 0 s: 2 threads wait");
        assertThat(Objects.requireNonNull(event.getMessage()).getMessage()).startsWith("After %s: ");
    }

    @Test
    void end_tellsHowLongItLasted() {
        ThreadDump first = stuck(story(State.OPENED, Duration.ZERO, 1));
        ThreadDump end = new ThreadDump(Dumps.info(), List.of(), Analysis.NONE, Account.EMPTY)
                .withStory(story(State.OVER, Duration.ofSeconds(41), 3));
        SentryEvent event = converter.end(end, converter.issue(first)).event();
        assertThat(message(event)).isEqualTo("Over after 41 s: t-2 stands at one place");
        assertThat(event.getFingerprints())
                .isEqualTo(converter.whole(first).event().getFingerprints());
        assertThat(event.getTag("incident.state")).isEqualTo("over");
        assertThat(event.getThreads()).isNullOrEmpty();
    }

    @Test
    void end_withTheProcess_saysSo() {
        ThreadDump end = new ThreadDump(Dumps.info(), List.of(), Analysis.NONE, Account.EMPTY)
                .withStory(story(State.ENDED_WITH_PROCESS, Duration.ofSeconds(41), 2));
        Issue issue = new Issue(List.of("deadlock"), Headline.of("Deadlock of %s threads", 2));
        assertThat(message(converter.end(end, issue).event()))
                .isEqualTo("The process ends after 41 s of: Deadlock of 2 threads");
    }

    @Test
    void noThreadThatStandsOut_tellsWhatTheTriggerNoticed() {
        ThreadDump dump =
                dump(new Scene().threads(1, 3), null, "5,012 threads, 700 more", story(State.OPENED, Duration.ZERO, 1));
        SentryEvent event = converter.whole(dump).event();
        assertThat(message(event)).isEqualTo("Stuck thread: 5,012 threads, 700 more");
        assertThat(Objects.requireNonNull(event.getMessage()).getMessage()).isEqualTo("Stuck thread: %s");
    }

    @Test
    void moment_isGroupedAsEver() {
        ThreadDump dump = stuck(story(State.MOMENT, Duration.ZERO, 1));
        SentryEvent event = converter.whole(dump).event();
        assertThat(event.getFingerprints()).contains("{{ default }}");
        assertThat(event.getTag("incident.state")).isEqualTo("moment");
    }
}
