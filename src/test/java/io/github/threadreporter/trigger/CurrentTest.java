package io.github.threadreporter.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentTest {

    private final List<CaptureReport> nested = new ArrayList<>();
    private CaptureRequests requests = FakeReports::arrived;

    @AfterEach
    void clear() {
        Current.clear(requests);
    }

    @Test
    void withoutAReporter_nothingIsCaptured() {
        assertThat(Current.request(CaptureReason.MANUAL)).isNull();
    }

    @Test
    void laterReporter_replacesAnEarlierOneWhichCannotClearIt() {
        CaptureRequests earlier = reason -> FakeReports.refused(reason, "earlier");
        Current.set(earlier);
        Current.set(requests);
        Current.clear(earlier);

        assertThat(Outcome.refusal(Current.request(CaptureReason.MANUAL))).isNull();
        Current.clear(requests);
        assertThat(Current.request(CaptureReason.MANUAL)).isNull();
    }

    @Test
    void requestWithinARequest_isNone() {
        requests = reason -> {
            nested.add(Current.request(reason));
            return FakeReports.arrived(reason);
        };
        Current.set(requests);

        assertThat(Current.request(CaptureReason.MANUAL)).isNotNull();
        assertThat(Current.request(CaptureReason.MANUAL)).isNotNull();
        assertThat(nested).hasSize(2).containsOnlyNulls();
    }

    @Test
    void requestThatFails_doesNotStandInTheWayOfTheNext() {
        requests = reason -> {
            throw new IllegalStateException("no");
        };
        Current.set(requests);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Current.request(CaptureReason.MANUAL)).hasMessage("no");
        }
    }
}
