package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.model.StackGroup;
import io.sentry.SentryEvent;
import java.util.List;
import java.util.Map;

/**
 * The extras about threads: {@code thread} in an event of one group, else {@code threads 001} and so on, in the order
 * of importance until the room is used. Names are no part of the keys, because the server masks values by words in
 * their key.
 */
final class ThreadExtras {

    private final Draft draft;
    private final Room room;
    private final Cuts cuts;

    ThreadExtras(Draft draft, Room room, Cuts cuts) {
        this.draft = draft;
        this.room = room;
        this.cuts = cuts;
    }

    void addTo(SentryEvent event) {
        List<StackGroup> groups = draft.groups();
        if (draft.single()) {
            event.setExtra("thread", ThreadFacts.of(groups.get(0), room.extra(), cuts));
            return;
        }
        int left = room.extras();
        for (int i = 0; i < groups.size(); i++) {
            String key = "threads %03d".formatted(i + 1);
            Cuts ofThis = new Cuts();
            StackGroup group = groups.get(i);
            Map<String, Object> facts = ThreadFacts.of(group, bytes(group), ofThis);
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
