package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.TaskGroup;
import io.sentry.SentryEvent;
import java.util.List;
import java.util.Map;

/**
 * The extras about threads: {@code thread} in an event of one group, else {@code threads 001} and so on, in the order
 * of importance until the room is used, of which those about tasks get a third at most. Names are no part of the keys, because the server masks values by words in
 * their key.
 */
final class ThreadExtras {

    private final DumpView view;
    private final Draft draft;
    private final Room room;
    private final Cuts cuts;

    ThreadExtras(DumpView view, Draft draft, Room room, Cuts cuts) {
        this.view = view;
        this.draft = draft;
        this.room = room;
        this.cuts = cuts;
    }

    void addTo(SentryEvent event) {
        List<StackGroup> groups = draft.groups();
        TaskExtras tasks = new TaskExtras(view, room, cuts);
        if (draft.single()) {
            draft.tasks().forEach(item -> tasks.addSingle(event, item.group()));
            groups.forEach(group -> event.setExtra("thread", ThreadFacts.of(view, group, room.extra(), cuts)));
            return;
        }
        List<TaskGroup> taskGroups =
                draft.tasks().stream().map(Item.Tasks::group).toList();
        int left = room.extras() - tasks.addTo(event, taskGroups, room.extras() / 3);
        for (int i = 0; i < groups.size(); i++) {
            String key = "threads %03d".formatted(i + 1);
            Cuts ofThis = new Cuts();
            StackGroup group = groups.get(i);
            Map<String, Object> facts = ThreadFacts.of(view, group, bytes(group), ofThis);
            left -= JsonSize.field(key, JsonSize.ofValue(facts));
            if (left < 0) {
                cuts.add("extras about groups of threads", groups.size() - i, "bytes=" + room.extras());
                event.setExtra("threads without extras", (groups.size() - i) + " groups, of which the entry tells all");
                return;
            }
            cuts.addAll(ofThis);
            event.setExtra(key, facts);
        }
    }

    /** Enough for nearly every thread, and so little that one with huge maps leaves room for others. */
    private int bytes(StackGroup group) {
        return group.essential() ? room.extra() / 2 : room.extra() / 4;
    }
}
