package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.ThreadDump;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an enriched and redacted dump into Sentry events. Immutable and thread-safe; a function of the dump, except
 * for event ids and the ids of spans that no thread had.
 *
 * <p>No event is larger than {@link CaptureLimits#eventBytes()} as uncompressed JSON. Where a dump does not fit, an
 * event gives up, in this order and no more than needed, beginning with the least important group each time: idle
 * threads, then tasks, then other threads:
 *
 * <ol>
 *   <li>the source of frames outside the application, then their variables;
 *   <li>all source, then all variables;
 *   <li>the middle frames of long stacks;
 *   <li>most frames of stacks shared by several threads, then such entries of idle threads;
 *   <li>idle threads;
 *   <li>most frames of tasks and of the other threads, then these tasks, and at last these threads.
 * </ol>
 *
 * <p>A task gives way before a thread that does something, which is where a person looks first, and after one that has
 * nothing to do. The culprit, whatever its wait leads to, and the threads and tasks of a deadlock keep everything. Only
 * where these alone are too large for an event do they give up the same in the same order; the culprit, or the one group
 * that an event is about, is the last to. Whatever is left out is counted in {@link ConvertedEvent#cuts()}, listed in the
 * event's context {@code capture}, and what has no entry is told in lines in the extras {@code threads left out} and
 * {@code tasks left out}.
 *
 * <p>Release, environment and server name are the SDK's to add. The context and trace in an event are those of the
 * captured thread: it should be captured with scopes that add none of their own.
 */
public final class EventConverter {

    private final Room room;
    private final int events;

    public EventConverter(CaptureLimits limits) {
        this.room = Room.of(limits);
        this.events = limits.events();
    }

    /**
     * One event with every thread and every task: the culprit first, equal stacks folded into one entry. An event about
     * no culprit has no {@code current} thread, and all such events of one trigger are one issue.
     */
    public ConvertedEvent whole(ThreadDump enriched) {
        return whole(enriched, null);
    }

    /**
     * The same as a later event of an incident.
     *
     * @param issue what the first one was; null if this is the first or there is no incident
     */
    public ConvertedEvent whole(ThreadDump enriched, @Nullable Issue issue) {
        DumpView view = new DumpView(enriched);
        return new EventAssembler(view, Draft.whole(view, issue), room).assemble();
    }

    /**
     * That an incident is over.
     *
     * @param dump without threads
     * @param issue what its first event was; null where that is not known any more
     */
    public ConvertedEvent end(ThreadDump dump, @Nullable Issue issue) {
        DumpView view = new DumpView(dump);
        return new EventAssembler(view, Draft.end(view, issue), room).assemble();
    }

    /**
     * What later events of the incident are to know of its first.
     *
     * @param enriched what the first event was made of
     */
    public Issue issue(ThreadDump enriched) {
        return Draft.issue(new DumpView(enriched));
    }

    /** How large an event is, as uncompressed JSON in bytes. */
    public static int size(ConvertedEvent event) {
        return ByteCounter.sizeOf(event.event());
    }

    /**
     * The local variables of one frame as they stand in the {@code vars} of an event: by name, receiver and parameters
     * first, with texts, finite numbers, booleans, nulls, maps and lists as values. All values together take at most
     * {@link CaptureLimits#variableBytes()} by the server's count; what does not fit is marked. A reason why variables
     * are missing has an entry of its own. Empty where there is nothing to tell.
     */
    public static Map<String, Object> vars(FrameVariables frame, CaptureLimits limits) {
        return new FrameVars(frame, limits.variableBytes()).map();
    }

    /**
     * One event for each group of equal stacks, most important first, then one for each group of tasks of one shape, and
     * where there are more groups than {@link CaptureLimits#events()} one further event that sums up the rest.
     */
    public EventSeries each(ThreadDump enriched) {
        return new EventSeries(new DumpView(enriched), events, room);
    }
}
