package io.github.threadreporter.trigger.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Current;
import io.github.threadreporter.trigger.FakeReports;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.SentryException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExceptionCaptureTest {

    private final List<CaptureReason> captured = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private Function<CaptureReason, CaptureReport> outcome = FakeReports::arrived;
    private final CaptureRequests requests = reason -> {
        captured.add(reason);
        return outcome.apply(reason);
    };

    @BeforeEach
    void set() {
        Current.set(requests);
    }

    @AfterEach
    void clear() {
        Current.clear(requests);
    }

    @Test
    void chosenException_capturesAndIsConnected() {
        SentryEvent event = event(new IllegalStateException("no"));
        SentryException read = new SentryException();
        read.setType("IllegalStateException");
        read.setValue("no");
        event.setExceptions(List.of(read));

        process(ExceptionCapture.builder().type(IllegalStateException.class.getName()), event);

        Thread self = Thread.currentThread();
        assertThat(captured).hasSize(1);
        assertThat(captured.get(0).kind()).isEqualTo("exception");
        assertThat(captured.get(0).tags())
                .isEqualTo(Map.of("event.id", event.getEventId().toString()));
        assertThat(captured.get(0).suspect().threadId()).isEqualTo(self.getId());
        assertThat(captured.get(0).suspect().headline().text())
                .isEqualTo(self.getName() + " sent IllegalStateException: no");
        assertThat(event.getTag("capture.id")).isEqualTo(FakeReports.ID);
    }

    @Test
    void type_isThatOfACauseOrOfASuperclassAsWell() {
        var io = ExceptionCapture.builder().type(IOException.class.getName());

        process(io, event(new UncheckedIOException(new FileNotFoundException("x"))));
        process(io, event(new IllegalStateException("no")));
        process(io, new SentryEvent());

        assertThat(captured).hasSize(1);
    }

    @Test
    void causesThatGoRound_endTheSearch() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalArgumentException(one));

        process(ExceptionCapture.builder().type(IOException.class.getName()), event(one));

        assertThat(captured).isEmpty();
    }

    @Test
    void levelAndCondition_mustBothBeMet() {
        var chosen =
                ExceptionCapture.builder().level(SentryLevel.ERROR).when(event -> "eu".equals(event.getTag("shop")));
        for (SentryLevel level : SentryLevel.values()) {
            for (String shop : List.of("eu", "us")) {
                SentryEvent event = new SentryEvent();
                event.setLevel(level);
                event.setTag("shop", shop);
                process(chosen, event);
            }
        }
        process(chosen, new SentryEvent());

        assertThat(captured).hasSize(2);
    }

    @Test
    void eventsOfCaptures_captureNothing() {
        SentryEvent own = new SentryEvent();
        own.setTag("capture.id", "x");

        process(ExceptionCapture.builder().when(event -> true), own);

        assertThat(captured).isEmpty();
        assertThat(own.getTag("capture.id")).isEqualTo("x");
    }

    @Test
    void captureThatSends_doesNotGoRound() {
        ExceptionCapture all = ExceptionCapture.builder().when(event -> true).build();
        outcome = reason -> {
            all.process(event(new IOException("within")), new Hint());
            return FakeReports.arrived(reason);
        };

        all.process(event(new IOException("outside")), new Hint());

        assertThat(captured).hasSize(1);
    }

    @Test
    void captureThatIsRefused_connectsNothing() {
        outcome = reason -> FakeReports.refused(reason, "too many");
        SentryEvent event = new SentryEvent();

        process(ExceptionCapture.builder().when(e -> true), event);

        assertThat(event.getTag("capture.id")).isNull();
    }

    @Test
    void whatGoesWrong_isToldAndTheEventGoesOn() {
        SentryEvent event = new SentryEvent();
        var broken = ExceptionCapture.builder().when(e -> {
            throw new IllegalStateException("broken");
        });

        assertThat(process(broken, event)).isSameAs(event);
        assertThat(problems).hasSize(1).first().asString().contains("broken");
        assertThat(captured).isEmpty();
    }

    @Test
    void withoutAReporter_theEventGoesOn() {
        Current.clear(requests);
        SentryEvent event = new SentryEvent();

        assertThat(process(ExceptionCapture.builder().when(e -> true), event)).isSameAs(event);
        assertThat(event.getTag("capture.id")).isNull();
    }

    @Test
    void nothingChosen_isRefused() {
        assertThatThrownBy(() -> ExceptionCapture.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type, level, when");
        assertThatThrownBy(() -> ExceptionCapture.builder().type(" ")).hasMessageContaining("className");
    }

    private SentryEvent process(ExceptionCapture.Builder builder, SentryEvent event) {
        return builder.problems(problems::add).build().process(event, new Hint());
    }

    private static SentryEvent event(Throwable thrown) {
        return new SentryEvent(thrown);
    }
}
