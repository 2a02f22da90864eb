package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.model.TaskGroup;
import io.sentry.SentryEvent;
import java.util.List;
import java.util.Map;

/**
 * The extras about tasks: {@code task} in an event of one group, else {@code tasks 001} and so on, as those about
 * threads.
 */
final class TaskExtras {

    private final TaskFacts facts;
    private final Room room;
    private final Cuts cuts;

    TaskExtras(DumpView view, Room room, Cuts cuts) {
        this.facts = new TaskFacts(view);
        this.room = room;
        this.cuts = cuts;
    }

    void addSingle(SentryEvent event, TaskGroup group) {
        event.setExtra("task", facts.of(group, room.extra(), cuts));
    }

    /** Adds what fits and returns how many bytes of it that took. */
    int addTo(SentryEvent event, List<TaskGroup> groups, int bytes) {
        int left = bytes;
        for (int i = 0; i < groups.size(); i++) {
            String key = "tasks %03d".formatted(i + 1);
            Cuts ofThis = new Cuts();
            TaskGroup group = groups.get(i);
            Map<String, Object> extra = facts.of(group, bytes(group), ofThis);
            int size = JsonSize.field(key, JsonSize.ofValue(extra));
            if (size > left) {
                cuts.add("extras about groups of tasks", groups.size() - i, "bytes=" + bytes);
                event.setExtra("tasks without extras", (groups.size() - i) + " groups, of which the entry tells all");
                break;
            }
            left -= size;
            cuts.addAll(ofThis);
            event.setExtra(key, extra);
        }
        return bytes - left;
    }

    /** What tells the members of a group from each other stands nowhere else, so a group gets more than one task. */
    private int bytes(TaskGroup group) {
        return group.size() == 1 ? room.extra() / 4 : room.extra();
    }
}
