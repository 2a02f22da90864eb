package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.testing.schema.EventSchema;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryStackFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Planned sizes are those of the SDK's own writer, for whatever text. */
class JsonSizeTest {

    @Provide
    Arbitrary<String> texts() {
        // All chars: control characters, halves of surrogate pairs, line separators.
        return Arbitraries.strings().ofMaxLength(60);
    }

    @Property(tries = 500)
    void value_hasTheSizeThatTheSdkWrites(@ForAll("texts") String text, @ForAll long number) {
        Map<String, Object> value = Map.of(
                "k" + text, text, "n", number, "d", number / 1_000.0, "l", Arrays.asList(text, null, true, List.of()));
        SentryEvent event = new SentryEvent();
        int before = written(event);
        event.setExtras(Map.of("x", value));
        int wrapper = ",'extra':{'x':}".length();
        assertThat(JsonSize.ofValue(value)).isEqualTo(written(event) - before - wrapper);
        assertThat(ByteCounter.sizeOf(event)).isEqualTo(written(event));
    }

    @Property(tries = 300)
    void frame_hasThePlannedSize(
            @ForAll("texts") String className,
            @ForAll("texts") String method,
            @ForAll("texts") String source,
            @ForAll @IntRange(min = -2, max = 70_000) int line,
            @ForAll boolean inApp,
            @ForAll boolean hasFile) {
        @Nullable String file = hasFile ? method + ".java" : null;
        Frame frame = new Frame(className, method.repeat(9), file, line, null, inApp, null);
        SentryStackFrame sent = Frames.bare(frame, new Cuts());
        assertThat(Frames.bareSize(frame)).isEqualTo(ByteCounter.sizeOf(sent) + 1);

        SourceContext context = new SourceContext(List.of(source, ""), source, hasFile ? List.of() : List.of(source));
        Frames.addLine(sent, context);
        assertThat(Frames.bareSize(frame) + Frames.lineSize(context)).isEqualTo(ByteCounter.sizeOf(sent) + 1);
        Frames.addAround(sent, context);
        assertThat(Frames.bareSize(frame) + Frames.lineSize(context) + Frames.aroundSize(context))
                .isEqualTo(ByteCounter.sizeOf(sent) + 1);
    }

    @Property(tries = 500)
    void cutText_isAsLongAsItMayBe(@ForAll("texts") String text, @ForAll @IntRange(min = 8, max = 100) int bytes) {
        String cut = Texts.cutToBytes(text, bytes);
        assertThat(JsonSize.of(cut)).isLessThanOrEqualTo(bytes);
        if (JsonSize.of(text) <= bytes) {
            assertThat(cut).isEqualTo(text);
        } else {
            assertThat(cut).endsWith("…");
            assertThat(text).startsWith(cut.substring(0, cut.length() - 1));
            assertThat(JsonSize.of(cut)).isGreaterThan(bytes - 6);
        }
    }

    @Property(tries = 300)
    void boundedMap_neverGrowsBeyondItsBytes(
            @ForAll("texts") String text, @ForAll @IntRange(min = 64, max = 2_000) int bytes) {
        BoundedMap map = new BoundedMap(bytes);
        for (int i = 0; i < 40; i++) {
            map.text("key" + i, text.repeat(i % 7 + 1));
        }
        Cuts cuts = new Cuts();
        Map<String, Object> entries = map.toMap("entries", cuts);
        assertThat(JsonSize.ofValue(entries)).isLessThanOrEqualTo(bytes);
        if (entries.size() < 40 || entries.containsKey("…")) {
            assertThat(entries).containsKey("…");
            assertThat(cuts.toList()).isNotEmpty();
        }
    }

    private static int written(SentryEvent event) {
        return EventSchema.json(event).getBytes(StandardCharsets.UTF_8).length;
    }
}
