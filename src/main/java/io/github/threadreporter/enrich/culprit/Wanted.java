package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import org.jspecify.annotations.Nullable;

/** What somebody waits for, and of whom, in the words that fit its kind. */
final class Wanted {

    private Wanted() {}

    /** @param vertex what is waited for: a resource, or the thread that runs a task */
    static String text(WaitsFor graph, int vertex) {
        return graph.isResource(vertex) ? graph.resource(vertex).text() : Sentence.name(graph, vertex);
    }

    /**
     * Adds, without "waits for", what is waited for and who would have to act.
     *
     * @param holder a thread or task; a task that a thread runs is told by its thread
     */
    static Sentence add(Sentence sentence, WaitsFor graph, int vertex, int holder) {
        String who =
                Sentence.name(graph, !graph.isThread(holder) && graph.isRun(holder) ? graph.waitOf(holder) : holder);
        if (!graph.isResource(vertex)) {
            return sentence.add("%s", who);
        }
        Resource resource = graph.resource(vertex);
        return switch (resource.kind()) {
            case FUTURE -> sentence.add("%s that %s is to complete", resource.text(), who);
            case THREAD -> sentence.add("the end of %s", who);
            case EXECUTOR, DISPATCHER -> sentence.add("a free worker of %s, such as %s", resource.text(), who);
            case CONNECTION_POOL, HTTP_POOL -> {
                Holder told = holder(resource, graph.node(holder));
                sentence.add("a connection of %s", resource.text());
                yield told == null || told.how().isEmpty()
                        ? sentence.add(", one of which is lent to %s", who)
                        : sentence.add(", and %s %s", who, told.how());
            }
            case MONITOR, LOCK, READ_WRITE_LOCK, CONDITION, SEMAPHORE, LATCH, QUEUE, OTHER ->
                sentence.add("%s held by %s", resource.text(), who);
        };
    }

    /** How a node holds a resource, or null where it does not. */
    static @Nullable Holder holder(Resource resource, Node node) {
        for (Holder holder : resource.holders()) {
            if (holder.node().equals(node)) {
                return holder;
            }
        }
        return null;
    }

    /** What nobody is known to hold. */
    static Sentence addOpen(Sentence sentence, Resource resource) {
        return switch (resource.kind()) {
            case FUTURE -> sentence.add("a future that nobody is known to complete: %s", resource.text());
            case CONNECTION_POOL, HTTP_POOL ->
                sentence.add("a connection of %s, and who has them cannot be told", resource.text());
            case SEMAPHORE -> sentence.add("%s, and who has its permits cannot be told", resource.text());
            case MONITOR, LOCK, READ_WRITE_LOCK, CONDITION, LATCH, THREAD, QUEUE, EXECUTOR, DISPATCHER, OTHER ->
                sentence.add("%s, and who holds it cannot be told", resource.text());
        };
    }
}
