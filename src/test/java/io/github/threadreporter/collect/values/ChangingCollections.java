package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Main class of a forked JVM: four threads write to each collection while it is read. One that is not made for this may
 * keep its writers for ever, so this JVM is not that of other tests.
 */
final class ChangingCollections {

    private static final int WRITERS = 4;
    private static final int READS = 300;
    private static final int MOST_ITEMS = 2_000;

    private volatile boolean done;

    private ChangingCollections() {}

    public static void main(String[] arguments) {
        for (Collection<String> collection : List.<Collection<String>>of(
                new ArrayList<>(),
                new ConcurrentLinkedQueue<>(),
                new LinkedBlockingQueue<>(),
                new ArrayDeque<>(),
                new LinkedList<>())) {
            new ChangingCollections().showsItsItemsOnly(collection);
        }
        for (Map<String, String> map : List.<Map<String, String>>of(
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>())) {
            new ChangingCollections().showsItsEntriesOnly(map);
        }
        System.exit(0);
    }

    private void showsItsItemsOnly(Collection<String> collection) {
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

    private void showsItsEntriesOnly(Map<String, String> map) {
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

    private void whileWriting(Write write, Runnable read) {
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
            writer.setDaemon(true);
            writer.start();
        }
        for (int i = 0; i < READS; i++) {
            read.run();
        }
        done = true;
    }
}
