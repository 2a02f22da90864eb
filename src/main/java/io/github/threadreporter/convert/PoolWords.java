package io.github.threadreporter.convert;

import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The context {@code pools}: whatever works for others or is lent to them, with its sizes, who has it, and what waits in
 * its queue. Names are no part of the keys, because the server masks values by words in their key.
 */
final class PoolWords {

    private static final int MOST = 20;
    private static final int LEAST_BYTES = 400;
    private static final int NAME = 120;

    /** What cannot be told apart in a queue. */
    private record Content(TaskKind kind, String name, String state) {

        String text(int count) {
            String text = Texts.cut(TaskWords.name(Task.of("", kind, name, state)), NAME) + ", " + state;
            return count == 1 ? text : text + " (" + count + ")";
        }
    }

    private final WaitView waits;

    PoolWords(WaitView waits) {
        this.waits = waits;
    }

    static boolean isPool(Resource resource) {
        return switch (resource.kind()) {
            case EXECUTOR, DISPATCHER, CONNECTION_POOL, HTTP_POOL -> true;
            default -> false;
        };
    }

    /** @param pools the pools to tell of, in this order */
    Map<String, Object> context(List<Resource> pools, int bytes, Cuts cuts) {
        if (pools.isEmpty()) {
            return Map.of();
        }
        BoundedMap words = new BoundedMap(bytes);
        int shown = Math.min(MOST, Math.max(1, bytes / LEAST_BYTES));
        int each = Math.max(LEAST_BYTES, (bytes - bytes / 8) / Math.min(shown, pools.size()) - 16);
        for (int i = 0; i < Math.min(shown, pools.size()); i++) {
            words.put("pool %02d".formatted(i + 1), pool(pools.get(i), each, cuts));
        }
        cuts.add("pools", pools.size() - shown, "pools=" + shown);
        if (pools.size() > shown) {
            words.put("more", pools.size() - shown);
        }
        return words.toMap("context pools", cuts);
    }

    private Map<String, Object> pool(Resource pool, int bytes, Cuts cuts) {
        BoundedMap words = new BoundedMap(bytes);
        words.text("name", WaitWords.name(pool));
        pool.facts().forEach((name, fact) -> words.text(Texts.cut(name, NAME), Texts.oneLine(fact)));
        List<Task> queued = waits.queuedIn(pool);
        if (!queued.isEmpty()) {
            words.put("waiting", queued.size());
            Map<Content, Integer> counts = new LinkedHashMap<>();
            queued.forEach(task ->
                    counts.merge(new Content(task.kind(), task.name(), TaskWords.state(task)), 1, Integer::sum));
            Stream<String> contents =
                    counts.entrySet().stream().map(entry -> entry.getKey().text(entry.getValue()));
            words.put("contents", bounded("contents of pools", contents, counts.size(), bytes / 2, cuts));
        }
        if (!pool.holders().isEmpty()) {
            Stream<String> holders = pool.holders().stream().map(this::holder);
            words.put(
                    "in use by",
                    bounded("users of pools", holders, pool.holders().size(), bytes / 4, cuts));
        }
        if (!pool.isKnown()) {
            words.text("cannot tell", Texts.oneLine(pool.unknown()));
        }
        return words.toMap("pools", cuts);
    }

    private String holder(Holder holder) {
        String how = WaitWords.how(holder);
        return waits.name(holder.node()) + (how.isEmpty() ? "" : ": " + how);
    }

    private static List<String> bounded(String what, Stream<String> texts, int total, int bytes, Cuts cuts) {
        BoundedList list = new BoundedList(bytes);
        texts.takeWhile(list::add).forEach(added -> {});
        return list.toList(what, total, cuts);
    }
}
