package io.github.threadreporter.collect.tasks.reactive;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The streams that have been found, each once, whichever of its elements led to it. Not thread-safe. */
final class Streams {

    /** A stream of more operators is cut there, one inside of more others too. */
    static final int MOST_ELEMENTS = 512;

    private static final int MOST_STREAMS = 50_000;

    private final Links links;
    private final BooleanSupplier isFull;
    private final IdentityHashMap<Object, Stream> byEnd = new IdentityHashMap<>();
    private final List<Stream> inOrder = new ArrayList<>();
    private long left;

    /** @param isFull whether there is no room or no time for further ones, which are counted then */
    Streams(Links links, BooleanSupplier isFull) {
        this.links = links;
        this.isFull = isFull;
    }

    /** The streams that an element is in: its own, and those around that one; empty where there is no more room. */
    List<Stream> reach(Object element) {
        List<Stream> found = new ArrayList<>();
        Object at = element;
        for (int hops = 0; at != null && hops < MOST_ELEMENTS; hops++) {
            List<Object> path = path(at);
            Object end = path.get(path.size() - 1);
            Stream stream = of(end);
            if (stream == null || found.contains(stream)) {
                break;
            }
            stream.path(path);
            if (path.size() == MOST_ELEMENTS) {
                stream.cut();
            }
            if (!found.isEmpty()) {
                found.get(found.size() - 1).parent(stream);
            }
            found.add(stream);
            at = links.out(end);
        }
        return found;
    }

    private List<Object> path(Object from) {
        List<Object> path = new ArrayList<>();
        Object at = from;
        while (at != null && path.size() < MOST_ELEMENTS) {
            path.add(at);
            at = links.down(at);
        }
        return path;
    }

    private @Nullable Stream of(Object end) {
        Stream known = byEnd.get(end);
        if (known == null && (inOrder.size() >= MOST_STREAMS || isFull.getAsBoolean())) {
            left++;
        } else if (known == null) {
            known = new Stream(end);
            byEnd.put(end, known);
            inOrder.add(known);
        }
        return known;
    }

    /** Walks all of them to their sources, and into the streams inside of them. */
    void complete() {
        for (int i = 0; i < inOrder.size(); i++) { // more are added meanwhile
            Stream stream = inOrder.get(i);
            stream.complete(links, MOST_ELEMENTS);
            for (Object element : stream.elements()) {
                for (Object inner : links.inside(element)) {
                    List<Stream> reached = reach(inner);
                    if (!reached.isEmpty()) {
                        reached.get(0).parent(stream);
                    }
                }
            }
        }
    }

    List<Stream> all() {
        return inOrder;
    }

    /** How many there was no room for. */
    long left() {
        return left;
    }
}
