package io.github.threadreporter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTest {

    private final Store store = new Store(new ReceiverLimits(1000, 1000, 10, 1000, 100, 3));

    @Test
    void tooManyCaptures_oldestMakesRoom() {
        for (int i = 1; i <= 5; i++) {
            store.add(event(i, "capture" + i, 1));
        }

        assertThat(ids()).containsExactly("capture5", "capture4", "capture3");
        assertThat(store.contents().evictedCaptures()).isEqualTo(2);
        assertThat(store.contents().evictedEvents()).isEqualTo(2);
        assertThat(store.event(Envelopes.id(1))).isNull();
    }

    @Test
    void tooManyBytes_oldestMakesRoomWithAttachments() {
        store.add(event(1, "a", 10).with(List.of(new StoredAttachment("f", new byte[50])), null));
        store.add(event(2, "b", 40));
        assertThat(ids()).containsExactly("b", "a");
        assertThat(store.contents().bytes()).isEqualTo(100);

        store.add(event(3, "c", 1));

        assertThat(ids()).containsExactly("c", "b");
        assertThat(store.contents().bytes()).isEqualTo(41);
        assertThat(store.contents().evictedBytes()).isEqualTo(60);
    }

    @Test
    void captureLargerThanTheStore_losesItsOldestEvents() {
        store.add(event(1, "a", 60));
        store.add(event(2, "b", 20));
        store.add(event(3, "b", 50));
        store.add(event(4, "b", 40));

        assertThat(ids()).containsExactly("b");
        assertThat(store.capture("b").events())
                .extracting(StoredEvent::id)
                .containsExactly(Envelopes.id(3), Envelopes.id(4));
        assertThat(store.contents().bytes()).isEqualTo(90);
        assertThat(store.contents().evictedCaptures()).isEqualTo(1);
        assertThat(store.contents().evictedEvents()).isEqualTo(2);
    }

    @Test
    void eventsOfOneCapture_stayTogether() {
        store.add(event(1, "a", 1));
        store.add(event(2, null, 1));
        store.add(event(3, "a", 1));

        assertThat(ids()).containsExactly(Envelopes.id(2), "a");
        assertThat(store.capture("a").events()).hasSize(2);
        assertThat(store.capture(Envelopes.id(2)).ofReporter()).isFalse();
    }

    @Test
    void revision_changesWithEveryAddition() {
        store.add(event(1, "a", 1));
        long before = store.capture("a").revision();
        store.add(event(2, "a", 1));

        assertThat(store.capture("a").revision()).isGreaterThan(before);
        assertThat(store.contents().revision()).isEqualTo(store.capture("a").revision());
    }

    @Test
    void evictions_areInTheAnswer() {
        for (int i = 1; i <= 5; i++) {
            store.add(event(i, "capture" + i, 7));
        }

        JsonNode evicted = CaptureJson.list(store.contents()).path("evicted");
        assertThat(evicted.path("captures").asInt()).isEqualTo(2);
        assertThat(evicted.path("events").asInt()).isEqualTo(2);
        assertThat(evicted.path("bytes").asInt()).isEqualTo(14);
    }

    @Test
    void attachment_withoutItsEvent_isNotKept() {
        assertThat(store.attach(Envelopes.id(9), List.of(new StoredAttachment("f", new byte[5])), null))
                .isFalse();
        assertThat(store.contents().bytes()).isZero();
    }

    private List<String> ids() {
        return store.contents().captures().stream().map(StoredCapture::id).toList();
    }

    private static StoredEvent event(int number, String capture, int bytes) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (capture != null) {
            json.putObject("tags").put("capture.id", capture);
        }
        return new StoredEvent(
                EventSummary.of(Envelopes.id(number), json, Instant.EPOCH),
                Instant.EPOCH,
                new byte[bytes],
                List.of(),
                null);
    }
}
