package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.TaskCollector;
import io.github.threadreporter.collect.tasks.TaskDraft;
import io.github.threadreporter.collect.tasks.TaskSink;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Streams of Reactor and RxJava 3 in flight, each a task: with the functions of the application along its operators as
 * frames, its name, its checkpoints, what is requested and buffered, and the streams inside of it.
 *
 * <p><b>Consistency.</b> A stream moves on while it is walked: what was read of its parts may be of different moments.
 * <b>Overhead.</b> A few fields an operator. <b>Mechanism.</b> The objects in the frames of these libraries, the queues of
 * executors, variables of the application, and from there along the fields of the operators. Nobody has a list of all
 * streams: one that waits for what comes from elsewhere, and that no frame or queue leads to, is not found.
 */
public final class ReactiveStreams implements TaskCollector {

    @Override
    public boolean wants(String className, String method) {
        return Roots.isLibrary(className);
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Links links = new Links(seen.objects());
        Streams streams = new Streams(links, into::isFull);
        Roots roots = new Roots(seen, links, streams);
        roots.find();
        streams.complete();
        into.left(streams.left() + links.left());
        IdentityHashMap<Object, Object> publishers = new IdentityHashMap<>();
        for (Blocked blocked : roots.blocked()) {
            Object publisher = roots.publisher(blocked.thread());
            if (publisher != null) {
                publishers.put(blocked.end(), publisher);
            }
        }
        Telling telling = new Telling(seen, into);
        for (Stream stream : streams.all()) {
            if (stream.elements().size() > 1 || stream.runner() != null || stream.queued() != null) {
                Optional<TaskDraft> draft = telling.tell(stream, publishers.get(stream.end()));
                draft.ifPresent(stream::draft);
            }
        }
        new StreamWaits(seen.objects(), into, links).tell(streams.all(), roots.blocked());
    }
}
