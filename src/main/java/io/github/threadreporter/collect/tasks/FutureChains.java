package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.tasks.FutureGraph.Future;
import io.github.threadreporter.collect.tasks.FutureGraph.Stage;
import io.github.threadreporter.collect.tasks.Producers.Producer;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.TaskKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Incomplete futures as chains: one task for all that happens one after the other, from where the first result comes from
 * to the next place where ways part or meet. For one look; not thread-safe.
 */
final class FutureChains {

    private final LiveState seen;
    private final TaskSink into;
    private final FutureGraph graph;
    private final Map<Future, Chain> chains = new HashMap<>();

    /** What happens one after the other. */
    private static final class Chain {
        final Future head;
        final List<Object> functions = new ArrayList<>();
        int length = 1;
        boolean hasTimeLimit;

        @Nullable
        TaskDraft task;

        Chain(Future head) {
            this.head = head;
        }
    }

    FutureChains(LiveState seen, TaskSink into, FutureGraph graph) {
        this.seen = seen;
        this.into = into;
        this.graph = graph;
    }

    /** Tells all chains as tasks, and what each of them waits for. */
    void tell() {
        List<Chain> all = new ArrayList<>();
        for (Future future : graph.futures()) {
            if (!continues(future)) {
                all.add(chainFrom(future));
            }
        }
        for (Chain chain : all) {
            task(chain).ifPresent(task -> chain.task = task);
        }
        for (Chain chain : all) {
            if (chain.task != null) {
                into.waits(chain.task, resource(chain.head));
                chain.head.sources.stream()
                        .map(chains::get)
                        .filter(before -> before != null && before.task != null)
                        .findFirst()
                        .ifPresent(before -> parent(chain, before));
            }
        }
    }

    private static void parent(Chain chain, Chain before) {
        if (chain.head.sources.size() == 1 && chain.task != null && before.task != null) {
            chain.task.parent(before.task);
        }
    }

    /** Whether it is the only thing that follows from the only future that it follows from. */
    private static boolean continues(Future future) {
        return future.sources.size() == 1
                && future.sources.iterator().next().next.size() == 1
                && future.sources.iterator().next() != future;
    }

    private Chain chainFrom(Future head) {
        Chain chain = new Chain(head);
        for (Future before : head.sources) {
            before.next.stream()
                    .filter(stage -> stage.completes() == head && stage.function() != null)
                    .findFirst()
                    .map(Stage::function)
                    .filter(function -> chain.functions.stream().noneMatch(known -> known == function))
                    .ifPresent(chain.functions::add);
        }
        Future at = head;
        while (at != null && chains.put(at, chain) == null) {
            chain.hasTimeLimit |= at.hasTimeLimit;
            Stage next = at.next.size() == 1 ? at.next.get(0) : null;
            at = next != null && continues(next.completes()) ? next.completes() : null;
            if (at != null && next != null) {
                chain.length++;
                if (next.function() != null) {
                    chain.functions.add(next.function());
                }
            }
        }
        return chain;
    }

    private Optional<TaskDraft> task(Chain chain) {
        if (chain.length == 1 && chain.head.sources.isEmpty() && chain.head.next.isEmpty()) {
            return Optional.empty(); // no more than its producer is
        }
        Producer producer = seen.producers().of(chain.head.object);
        Object first = producer != null && producer.function() != null
                ? producer.function()
                : chain.functions.isEmpty() ? chain.head.object : chain.functions.get(0);
        StackTraceElement place = producer == null ? null : producer.place();
        String name = place == null ? Code.name(first, seen) : Code.name(place);
        Optional<TaskDraft> task = into.task(chain.head.object, TaskKind.FUTURE, name);
        task.filter(draft -> !draft.hasFrames()).ifPresent(draft -> {
            draft.state("incomplete");
            if (place != null) {
                draft.frame(LateFrame.of(place));
            } else if (producer != null && producer.function() != null) {
                draft.frame(Code.of(producer.function(), seen, into));
            }
            chain.functions.forEach(function -> draft.frame(Code.of(function, seen, into)));
        });
        return task;
    }

    /** The future as something to wait for. */
    ResourceDraft resource(Object future) {
        Future node = graph.get(future);
        if (node == null) {
            return into.resource(future, Resource.Kind.FUTURE).unknown("nobody is known to complete it");
        }
        return resource(node);
    }

    private ResourceDraft resource(Future future) {
        ResourceDraft resource = into.resource(future.object, Resource.Kind.FUTURE);
        Chain chain = chains.get(future);
        if (chain != null && chain.task != null && chain.head != future) {
            resource.holder(chain.task, "completes it in the end");
        } else if (!future.sources.isEmpty()) {
            resource.need(future.isAnyOf ? Need.ONE : Need.ALL);
            boolean all = true;
            for (Future source : future.sources) {
                all &= hold(resource, source);
            }
            if (!all) {
                resource.unknown("nobody is known to complete what it depends on");
            }
        } else if (!hold(resource, seen.producers().of(future.object))) {
            resource.unknown("nobody is known to complete it");
        }
        if (future.hasTimeLimit || (chain != null && chain.hasTimeLimit)) {
            resource.unknown("it has a time limit of its own");
        }
        return resource;
    }

    /** Whoever completes that source must act. */
    private boolean hold(ResourceDraft resource, Future source) {
        Chain chain = chains.get(source);
        if (chain != null && chain.task != null) {
            resource.holder(chain.task, "it depends on this");
            return true;
        }
        return hold(resource, seen.producers().of(source.object));
    }

    private static boolean hold(ResourceDraft resource, @Nullable Producer producer) {
        if (producer != null && producer.thread() != null) {
            resource.holder(producer.thread(), "completes it");
        } else if (producer != null && producer.task() != null) {
            resource.holder(producer.task(), "completes it");
        } else {
            return false;
        }
        return true;
    }
}
