package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections that change once while they are read, and those that unsafe writing has broken. */
class ChangingValuesTest {

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    /** Fields that lead in a circle, with nothing in between that could fill the items. */
    private static final class Circle implements FieldAccess {

        private final FieldAccess real = Read.fields();
        private long steps;

        @Override
        public List<FieldInfo> declaredFields(Class<?> type) {
            return real.declaredFields(type);
        }

        @Override
        public @Nullable Object get(Object target, FieldInfo field) {
            Object value = real.get(target, field);
            switch (field.name()) {
                case "next", "after" -> {
                    steps++;
                    return value == null ? first : value;
                }
                case "left" -> {
                    steps++;
                    return target;
                }
                case "item", "key" -> {
                    return null;
                }
                default -> {
                    if (field.name().equals("head") || field.name().equals("first")) {
                        first = value;
                    }
                    return value;
                }
            }
        }

        private @Nullable Object first;
    }

    static Stream<Object> chains() {
        return Stream.of(
                new ConcurrentLinkedQueue<>(List.of("a", "b")),
                new LinkedBlockingQueue<>(List.of("a", "b")),
                new ConcurrentSkipListMap<>(Map.of("a", 1, "b", 2)),
                new TreeMap<>(Map.of("a", 1, "b", 2)),
                new LinkedHashMap<>(Map.of("a", 1, "b", 2)));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void chainThatIsACircle_isLeftAfterSomeSteps(Object broken) {
        Circle circle = new Circle();
        ValueReading reading = Read.reading(Read.LIMITS, List.of(), circle);
        ValueReading.Slot slot = reading.add(broken);

        reading.read();

        assertThat(reading.value(slot, Hiding.NOTHING)).isNotNull();
        assertThat(circle.steps).isLessThan(10L * Tables.MOST_STEPS);
    }

    /** A list that is changed once while it is read is read again, and then right. */
    @Test
    void collectionChangedWhileItIsRead_isReadAgain() {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        boolean[] changed = new boolean[1];

        Value value = Read.with(list, (field, found) -> {
            if (field.name().equals("elementData") && !changed[0]) {
                changed[0] = true;
                list.add("c");
            }
            return found;
        });

        assertThat(Read.text(value)).isEqualTo("ArrayList[a, b, c]");
    }
}
