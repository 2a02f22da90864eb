package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Objects that refer to each other at random. */
class RandomGraphsTest {

    @BeforeContainer
    static void library() {
        NativeBuild.assumeThere();
    }

    private static final class Knot {
        Object left;
        Object right;
    }

    @Property(tries = 300)
    void graph_becomesValuesWithoutCycles_withinAllLimits(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int size,
            @ForAll @IntRange(min = 1, max = 5) int depth,
            @ForAll @IntRange(min = 1, max = 4) int items) {
        CaptureLimits limits = CaptureLimits.builder()
                .variableDepth(depth)
                .variableItems(items)
                .variableMillis(60_000)
                .build();
        List<Object> objects = graph(new Random(seed), size);
        ValueReading reading = Read.reading(limits);
        List<ValueReading.Slot> slots = new ArrayList<>();
        objects.forEach(object -> slots.add(reading.add(object)));
        reading.read();

        Set<Value> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ValueReading.Slot slot : slots) {
            Value value = reading.value(slot, Hiding.NOTHING);
            check(value, onTheWay, depth, items);
            assertThat(reading.value(slot, Hiding.NOTHING)).as("asked again").isSameAs(value);
        }
    }

    private static void check(Value value, Set<Value> onTheWay, int levels, int items) {
        if (value instanceof Value.Structure object) {
            assertThat(levels).as("levels left").isPositive();
            assertThat(onTheWay.add(value)).as("no cycle").isTrue();
            if (object.shape() != Value.Shape.FIELDS) {
                assertThat(object.members()).hasSizeLessThanOrEqualTo(items);
            }
            object.members().forEach(member -> check(member.value(), onTheWay, levels - 1, items));
            onTheWay.remove(value);
        }
    }

    private static List<Object> graph(Random random, int size) {
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            objects.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new ArrayList<>();
                        case 1 -> new HashMap<>();
                        case 2 -> new Object[random.nextInt(6)];
                        case 3 -> new ArrayDeque<>();
                        default -> new Knot();
                    });
        }
        for (Object object : objects) {
            for (int i = random.nextInt(6); i > 0; i--) {
                connect(object, some(objects, random), random);
            }
        }
        return objects;
    }

    private static Object some(List<Object> objects, Random random) {
        Object object = objects.get(random.nextInt(objects.size()));
        return random.nextInt(8) == 0 ? Optional.of(object) : object;
    }

    @SuppressWarnings("unchecked")
    private static void connect(Object from, Object to, Random random) {
        if (from instanceof Knot knot) {
            knot.left = random.nextBoolean() ? to : knot.left;
            knot.right = random.nextBoolean() ? to : knot.right;
        } else if (from instanceof Object[] array) {
            if (array.length > 0) {
                array[random.nextInt(array.length)] = to;
            }
        } else if (from instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(random.nextInt(100), to);
        } else {
            ((java.util.Collection<Object>) from).add(to);
        }
    }
}
