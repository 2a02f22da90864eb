package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import io.github.threadreporter.collect.tasks.TaskDraft;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Need;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What streams wait for: one in a queue for a free thread, one around others for any of these; and who waits for them.
 * Not thread-safe.
 */
final class StreamWaits {

    private final LiveObjects objects;
    private final TaskSink into;
    private final Links links;

    StreamWaits(LiveObjects objects, TaskSink into, Links links) {
        this.links = links;
        this.objects = objects;
        this.into = into;
    }

    void tell(List<Stream> streams, List<Blocked> blocked) {
        IdentityHashMap<Object, TaskDraft> byEnd = new IdentityHashMap<>();
        IdentityHashMap<Object, String> names = new IdentityHashMap<>();
        Map<Stream, List<Stream>> inside = new LinkedHashMap<>();
        for (Stream stream : streams) {
            TaskDraft draft = stream.draft();
            if (draft != null) {
                byEnd.put(stream.end(), draft);
                names.put(stream.end(), stream.name());
                if (stream.identity() != stream.end()) {
                    into.resource(stream.end(), Resource.Kind.FUTURE)
                            .holder(draft, "")
                            .unknown("");
                }
                queue(stream, draft);
                Stream outer = stream.parent();
                if (outer != null && outer.draft() != null) {
                    draft.parent(outer.draft());
                    inside.computeIfAbsent(outer, o -> new ArrayList<>()).add(stream);
                }
            }
        }
        inside.forEach(this::around);
        for (Blocked each : blocked) {
            ResourceDraft end = into.resource(each.end(), Resource.Kind.FUTURE);
            TaskDraft draft = byEnd.get(each.end());
            if (draft == null) {
                end.unknown("nothing of the stream was seen but its end");
            } else {
                end.name("the end of " + names.get(each.end())).holder(draft, "");
            }
            into.waits(each.thread(), end);
        }
    }

    private void queue(Stream stream, TaskDraft draft) {
        Stream.Queued queued = stream.queued();
        if (queued == null) {
            return;
        }
        TaskDraft job = into.known(queued.job());
        if (job != null) {
            job.parent(draft);
        }
        // Who works for it is told by the collector of thread pools.
        ResourceDraft pool = into.resource(queued.executor(), Resource.Kind.EXECUTOR);
        draft.pool(pool);
        if (queued.dueNanos() <= 0 && stream.runner() == null) {
            into.waits(draft, pool);
        }
    }

    /** A stream that has handed over to others goes on when one of these has something for it. */
    private void around(Stream outer, List<Stream> inner) {
        TaskDraft draft = outer.draft();
        Object element = links.out(inner.get(0).end());
        if (draft == null || element == null || outer.runner() != null || outer.queued() != null) {
            return;
        }
        ResourceDraft streams = into.resource(element, Resource.Kind.FUTURE)
                .name("the streams inside of " + outer.name())
                .need(Need.ONE);
        for (Stream each : inner) {
            if (each.draft() != null) {
                streams.holder(each.draft(), "");
            }
        }
        boolean hasSource = links.up(element) != null && !Boolean.TRUE.equals(objects.get(element, "done"));
        if (links.left() > 0) {
            streams.unknown("not all streams inside of it were looked at");
        } else if (hasSource) {
            streams.unknown("the stream around them may get more from its source");
        }
        into.waits(draft, streams);
    }
}
