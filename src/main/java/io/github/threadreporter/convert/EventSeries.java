package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.model.StackGroup;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The events of one capture, one at a time: each is made when it is asked for and not kept, so only as many are in
 * memory as the caller holds. Not thread-safe, and without {@link Iterator#remove()}.
 */
public final class EventSeries implements Iterator<ConvertedEvent> {

    private final DumpView view;
    private final int events;
    private final Room room;
    private int made;

    EventSeries(DumpView view, int events, Room room) {
        this.view = view;
        this.events = events;
        this.room = room;
    }

    /** How many events there are in all, made or not. */
    public int size() {
        int groups = view.groups().size() + view.tasks().size();
        return Math.min(events, groups) + (groups > events ? 1 : 0);
    }

    @Override
    public boolean hasNext() {
        return made < size();
    }

    @Override
    public ConvertedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + size() + " events were made");
        }
        int index = made++;
        return new EventAssembler(view, draft(index), room).assemble();
    }

    private Draft draft(int index) {
        List<StackGroup> groups = view.groups();
        List<Item.Tasks> tasks = view.tasks();
        if (index >= events) {
            return Draft.rest(view, after(events, groups), after(events - groups.size(), tasks), events);
        }
        return index < groups.size()
                ? Draft.one(view, groups.get(index))
                : Draft.one(view, tasks.get(index - groups.size()));
    }

    private static <T> List<T> after(int number, List<T> all) {
        return all.subList(Math.max(0, Math.min(number, all.size())), all.size());
    }
}
