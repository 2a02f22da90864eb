package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.HangingDumps;
import io.github.threadreporter.testing.schema.EventSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The events of one small deadlock, and of a shop that hangs, whole, to be read by people: a change of shape shows up as a change of a file. */
class GoldenEventsTest {

    private final EventConverter converter = new EventConverter(CaptureLimits.DEFAULTS);

    @Test
    void whole_isAsWrittenDown() throws IOException {
        assertGolden("whole.json", steady(converter.whole(Dumps.withVariables())));
    }

    @Test
    void each_isAsWrittenDown() throws IOException {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        converter.each(Dumps.withVariables()).forEachRemaining(event -> events.add(steady(event)));
        assertGolden("each.json", events);
    }

    @Test
    void tasksAndWaits_areAsWrittenDown() throws IOException {
        assertGolden("tasks.json", steady(converter.whole(HangingDumps.hanging())));
    }

    private static void assertGolden(String name, JsonNode actual) throws IOException {
        try (InputStream golden = GoldenEventsTest.class.getResourceAsStream("/golden/" + name)) {
            String expected = new String(Objects.requireNonNull(golden, name).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(actual)
                    .as(() -> "golden/" + name + " is now " + actual.toPrettyString())
                    .isEqualTo(EventSchema.parse(expected));
        }
    }

    /** Without what is random: the event's id, and the span id where the thread had none. */
    private static JsonNode steady(ConvertedEvent converted) {
        ObjectNode event = (ObjectNode) ServerRules.assertKept(converted, CaptureLimits.DEFAULTS.eventBytes());
        event.put("event_id", "any");
        ObjectNode trace = (ObjectNode) event.at("/contexts/trace");
        if (trace.get("trace_id").asText().equals(Dumps.ID)) {
            trace.put("span_id", "any");
        }
        return event;
    }
}
