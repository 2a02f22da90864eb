package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadDump;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Turns an enriched and redacted dump into Sentry events. Immutable and thread-safe; a function of the dump, except
 * for event ids and the ids of spans that no thread had.
 *
 * <p>No event is larger than {@link CaptureLimits#eventBytes()} as uncompressed JSON. Where a dump does not fit, an
 * event gives up, in this order and no more than needed, beginning with the least important group of threads each
 * time:
 *
 * <ol>
 *   <li>the source of frames outside the application, then all source;
 *   <li>the middle frames of long stacks;
 *   <li>most frames of stacks shared by several threads, then such entries of idle threads;
 *   <li>idle threads;
 *   <li>most frames of the other threads, then these threads.
 * </ol>
 *
 * <p>The culprit and the threads of a deadlock keep everything. Only where a deadlock alone is too large for an event
 * do its threads give up the same in the same order; the culprit, or the one group that an event is about, is the
 * last to. Whatever is left out is counted in {@link ConvertedEvent#cuts()}, listed in the event's context
 * {@code capture}, and threads without an entry are told in lines in the extra {@code threads left out}.
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
     * One event with every thread: the culprit first, equal stacks folded into one entry. An event about no culprit
     * has no {@code current} thread, and all such events of one trigger are one issue.
     */
    public ConvertedEvent whole(ThreadDump enriched) {
        DumpView view = new DumpView(enriched);
        return new EventAssembler(view, Draft.whole(view), room).assemble();
    }

    /** How many events {@link #each} makes of a dump. */
    public int eachCount(ThreadDump enriched) {
        int groups = new DumpView(enriched).groups().size();
        return Math.min(events, groups) + (groups > events ? 1 : 0);
    }

    /**
     * One event for each group of equal stacks, most important first, and where there are more groups than {@link
     * CaptureLimits#events()} one further event that sums up the rest. Each event is made when it is asked for and not
     * kept, so only as many are in memory as the caller holds.
     *
     * @return not thread-safe, and without {@link Iterator#remove()}
     */
    public Iterator<ConvertedEvent> each(ThreadDump enriched) {
        DumpView view = new DumpView(enriched);
        List<StackGroup> groups = view.groups();
        int single = Math.min(events, groups.size());
        int total = eachCount(enriched);
        return new Iterator<>() {
            private int made;

            @Override
            public boolean hasNext() {
                return made < total;
            }

            @Override
            public ConvertedEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("all " + total + " events were made");
                }
                int index = made++;
                return index < single
                        ? one(view, groups.get(index))
                        : rest(view, groups.subList(single, groups.size()));
            }
        };
    }

    private ConvertedEvent one(DumpView view, StackGroup group) {
        return new EventAssembler(view, Draft.one(view, group), room).assemble();
    }

    private ConvertedEvent rest(DumpView view, List<StackGroup> groups) {
        return new EventAssembler(view, Draft.rest(view, groups, events), room).assemble();
    }
}
