package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureLineTest {

    private static final CaptureTimes TIMES =
            new CaptureTimes(Duration.ofNanos(1_250_000), false, Duration.ofMillis(9), Duration.ZERO);

    @Test
    void line_hasEveryId_whenAllArrived() {
        FakeReport report = report(List.of("e1", "e2", "e3"), 3, List.of(), List.of(), true);

        assertThat(CaptureLine.of(Shape.EACH, report))
                .isEqualTo("captureEach id=c1 events=e1,e2,e3 threads=42 paused=1.3ms delivered=3/3");
    }

    @Test
    void briefLine_hasTheFirstIdAndACount() {
        FakeReport report = report(List.of("e1", "e2", "e3"), 3, List.of(), List.of(), true);

        assertThat(CaptureLine.brief(Shape.EACH, report))
                .isEqualTo("captureEach id=c1 events=e1,+2 threads=42 paused=1.3ms delivered=3/3");
    }

    @Test
    void line_countsEventsThatWereLostBeforeTheyHadAnId() {
        FakeReport report = report(List.of("e1"), 1, List.of(new Loss(null, 4, "queue\nfull")), List.of(), true);

        assertThat(CaptureLine.of(Shape.ALL, report)).endsWith(" delivered=1/5 problems=\"lost: queue full\"");
    }

    @Test
    void line_saysWhatIsNotKnown() {
        FakeReport report = report(List.of("e1", "e2"), 0, List.of(), List.of(new Loss("e1", 1, "no answer")), false);

        assertThat(CaptureLine.of(Shape.ALL, report))
                .endsWith(" delivered=0/2 problems=\"unconfirmed: no answer; not done\"");
    }

    private static FakeReport report(
            List<String> ids, int delivered, List<Loss> losses, List<Loss> unconfirmed, boolean done) {
        return new FakeReport("c1", 42, TIMES, ids, delivered, losses, unconfirmed, done);
    }
}
