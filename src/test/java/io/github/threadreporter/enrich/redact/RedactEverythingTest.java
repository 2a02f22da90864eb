package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Builds a dump by reflection in which every text of the model holds a secret. A text that is added to the model and
 * forgotten in the redactor, or a type that this test does not know, makes it fail.
 */
class RedactEverythingTest {

    private static final String SECRET = "hunter2hunter2";

    /** What says where code stands and what it locks on, and texts that are fixed words of this product. */
    private static final Set<String> STAYS = Set.of(
            "Frame.className",
            "Frame.method",
            "Frame.file",
            "Frame.module",
            "LockRef.className",
            "LockRef.identity",
            "CaptureInfo.id",
            "CaptureReason.kind",
            "Incident.id",
            "Incident.kind",
            "Incident.withheld",
            "Task.id",
            "Task.parentId",
            "Node.id",
            "Headline.template",
            "Account.masked",
            "Variable.name",
            "Text.type",
            "Structure.type",
            "Structure.identity",
            "Reference.type",
            "Reference.identity",
            "Unread.type",
            "Masked.rule");

    private final Set<String> filled = new TreeSet<>();
    private final Set<String> leaked = new TreeSet<>();

    @Test
    void secretInEveryText_isNowhereAfterwards() throws Exception {
        ThreadDump dump = (ThreadDump) make(ThreadDump.class, "ThreadDump");
        assertThat(dump.threads()).isNotEmpty();
        KnownSecrets secrets = KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of("password", SECRET)));
        ThreadDump redacted = new Redactor(RedactionRules.DEFAULTS, secrets, CaptureLimits.DEFAULTS).apply(dump);

        look(dump, "ThreadDump");
        assertThat(leaked).as("places that were filled").isEqualTo(filled).hasSizeGreaterThan(30);
        leaked.clear();
        look(redacted, "ThreadDump");
        assertThat(leaked).as("places that still hold the secret").isEqualTo(new TreeSet<>(STAYS));
    }

    private Object make(Type type, String place) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return makeGeneric(generic, place);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            filled.add(place);
            return place.equals("CaptureReason.kind") ? SECRET : "a " + SECRET + " b";
        }
        if (raw == Value.class) {
            return makeValue(place);
        }
        if (raw.isRecord()) {
            return makeRecord(raw);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.isPrimitive()) {
            return Array.get(Array.newInstance(raw, 1), 0);
        }
        return Optional.ofNullable(Map.<Class<?>, Object>of(
                                Instant.class,
                                Instant.EPOCH,
                                Duration.class,
                                Duration.ZERO,
                                Long.class,
                                0L,
                                Integer.class,
                                1)
                        .get(raw))
                .orElseThrow(
                        () -> new AssertionError("teach this test, and the redactor, about " + raw + " in " + place));
    }

    /** An object whose entries are of every other kind of value. */
    private Value makeValue(String place) throws ReflectiveOperationException {
        List<Value.Member> members = new ArrayList<>(List.of(new Value.Member("plain", new Value.Plain(1))));
        for (Class<?> kind : Value.class.getPermittedSubclasses()) {
            if (kind != Value.Plain.class && kind != Value.Structure.class) {
                String key = (String) make(String.class, "Member.name");
                members.add(new Value.Member(key + members.size(), (Value) makeRecord(kind)));
            }
        }
        String type = (String) make(String.class, "Structure.type");
        String identity = (String) make(String.class, "Structure.identity");
        assertThat(members).as(place).hasSizeGreaterThan(4);
        return new Value.Structure(type, identity, Value.Shape.ENTRIES, members, members.size());
    }

    private Object makeGeneric(ParameterizedType type, String place) throws ReflectiveOperationException {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return List.of(make(arguments[0], place));
        }
        assertThat(type.getRawType()).as(place).isEqualTo(Map.class);
        Object key = place.equals("CaptureReason.tags") ? "log.event_id" : make(arguments[0], place);
        return Map.of(key, make(arguments[1], place));
    }

    private Object makeRecord(Class<?> type) throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            arguments.add(make(component.getGenericType(), place(type, component)));
        }
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
    }

    private void look(Object value, String place) throws ReflectiveOperationException {
        if (value instanceof String text) {
            if (text.contains(SECRET)) {
                leaked.add(place);
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                look(element, place);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                look(entry.getKey(), place);
                look(entry.getValue(), place);
            }
        } else if (value != null && value.getClass().isRecord()) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                look(component.getAccessor().invoke(value), place(value.getClass(), component));
            }
        }
    }

    private static String place(Class<?> type, RecordComponent component) {
        return type.getSimpleName() + "." + component.getName();
    }
}
