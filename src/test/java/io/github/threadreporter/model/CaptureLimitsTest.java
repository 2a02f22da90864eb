package io.github.threadreporter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaptureLimitsTest {

    @Test
    void defaults_areThoseThatTheDocumentationNames() throws ReflectiveOperationException {
        Map<String, Object> defaults = new TreeMap<>();
        for (String name : CaptureLimits.names()) {
            defaults.put(name, CaptureLimits.class.getMethod(name).invoke(CaptureLimits.DEFAULTS));
        }
        assertThat(defaults)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("threads", 200_000),
                        Map.entry("framesPerStack", 512),
                        Map.entry("textLength", 1_024),
                        Map.entry("entries", 64),
                        Map.entry("collectMillis", 10_000),
                        Map.entry("sourceLines", 5),
                        Map.entry("sourceLineLength", 256),
                        Map.entry("sourceCacheChars", 8_388_608),
                        Map.entry("sourceFileChars", 2_097_152),
                        Map.entry("eventBytes", 921_600),
                        Map.entry("events", 50),
                        Map.entry("attachmentBytes", 10_485_760),
                        Map.entry("window", 16),
                        Map.entry("deliveryMillis", 30_000),
                        Map.entry("closeMillis", 5_000),
                        Map.entry("pendingCaptures", 4),
                        Map.entry("variableFrames", 50),
                        Map.entry("variableText", 256),
                        Map.entry("variableItems", 16),
                        Map.entry("variableFields", 32),
                        Map.entry("variableDepth", 4),
                        Map.entry("variableBytes", 2_048),
                        Map.entry("variableObjects", 4_096),
                        Map.entry("variableTotalBytes", 4_194_304),
                        Map.entry("variableMillis", 250),
                        Map.entry("variablePauseMillis", 200),
                        Map.entry("variableThreads", 1_000),
                        Map.entry("localReads", 1_000),
                        Map.entry("localReadMillis", 100),
                        Map.entry("classFileBytes", 4_194_304),
                        Map.entry("classFileMillis", 2_000),
                        Map.entry("tasks", 100_000),
                        Map.entry("taskMillis", 250),
                        Map.entry("heapWalkMillis", 500)));
    }

    @Test
    void names_areAllLimits() {
        assertThat(Arrays.stream(CaptureLimits.class.getDeclaredMethods())
                        .filter(method ->
                                Modifier.isPublic(method.getModifiers()) && method.getReturnType() == int.class)
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(CaptureLimits.names());
    }

    @Test
    void set_byName_setsThatLimitAlone() throws ReflectiveOperationException {
        for (String name : CaptureLimits.names()) {
            CaptureLimits limits =
                    CaptureLimits.builder().set(name, atTop(name)).build();
            for (String other : CaptureLimits.names()) {
                Object value = CaptureLimits.class.getMethod(other).invoke(limits);
                Object unset = CaptureLimits.class.getMethod(other).invoke(CaptureLimits.DEFAULTS);
                assertThat(value).isEqualTo(other.equals(name) ? atTop(name) : unset);
            }
        }
    }

    private static int atTop(String name) {
        return switch (name) {
            case "sourceLines" -> 50;
            case "window" -> 1_024;
            case "pendingCaptures" -> 1_000;
            case "variableFrames" -> 512;
            case "variableItems", "variableFields" -> 1_000;
            case "variableDepth" -> 5;
            case "variableBytes" -> 1_024;
            case "variableTotalBytes" -> 65_536;
            default -> 4_096;
            case "sourceLineLength" -> 4_096;
            case "eventBytes" -> 1_048_576;
        };
    }

    @Test
    void builder_withAValueOutOfRange_namesItAndTheRange() {
        assertThatThrownBy(() -> CaptureLimits.builder().eventBytes(2_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eventBytes: 2000000 is not between 65536 and 1048576");
        assertThatThrownBy(() -> CaptureLimits.builder().set("evnts", 1)).hasMessageContaining("evnts");
    }
}
