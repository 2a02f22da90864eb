package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections that others write to while they are read, and those that such writing has broken. */
class ChangingValuesTest {

    private static final int WRITERS = 4;
    private static final int READS = 300;
    private static final int MOST_ITEMS = 2_000;

    private volatile boolean done;

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    static Stream<Collection<String>> collections() {
        return Stream.of(
                new ArrayList<>(),
                new LinkedList<>(),
                new ArrayDeque<>(),
                new ConcurrentLinkedQueue<>(),
                new LinkedBlockingQueue<>());
    }

    static Stream<Map<String, String>> maps() {
        return Stream.of(
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>());
    }

    @ParameterizedTest
    @MethodSource("collections")
    void collection_writtenByFourThreads_showsItsItemsOnly(Collection<String> collection) throws Exception {
        whileWriting(
                i -> {
                    collection.add("item " + i % MOST_ITEMS);
                    if (collection.size() > MOST_ITEMS) {
                        collection.clear();
                    }
                },
                () -> {
                    for (Value.Member member : readable(collection)) {
                        assertThat(Read.text(member.value())).matches("item [0-9]+|null");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("maps")
    void map_writtenByFourThreads_showsItsEntriesOnly(Map<String, String> map) throws Exception {
        whileWriting(
                i -> {
                    map.put("key " + i % MOST_ITEMS, "value");
                    if (i % MOST_ITEMS == 0) {
                        map.clear();
                    }
                },
                () -> {
                    for (Value.Member member : readable(map)) {
                        assertThat(member.name()).startsWith("key ");
                        assertThat(Read.text(member.value()))
                                .isIn("value", "null"); // a node is made before it is filled
                    }
                });
    }

    private static List<Value.Member> readable(Object object) {
        Value value = Read.value(object);
        if (value instanceof Value.Unread unread) {
            assertThat(unread.why()).startsWith("could not be read");
            return List.of();
        }
        List<Value.Member> members = Read.structure(value).members();
        assertThat(members).hasSizeLessThanOrEqualTo(Read.LIMITS.variableItems());
        return members;
    }

    private interface Write {
        void run(int index);
    }

    private void whileWriting(Write write, Runnable read) throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int start = i;
            Thread writer = new Thread(() -> {
                for (int index = start; !done; index += WRITERS) {
                    try {
                        write.run(index);
                    } catch (RuntimeException e) {
                        // The collection is not made for this, and is likely to be broken by it.
                        assertThat(e).isNotNull();
                    }
                }
            });
            writer.setDaemon(true); // a broken map may keep it for ever
            writer.start();
            writers.add(writer);
        }
        try {
            for (int i = 0; i < READS; i++) {
                read.run();
            }
        } finally {
            done = true;
            for (Thread writer : writers) {
                writer.join(1_000);
            }
        }
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
