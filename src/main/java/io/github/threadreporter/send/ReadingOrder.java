package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a dump, each once, those first that a person wants to see first: whatever has to be cut is cut from the
 * end.
 */
final class ReadingOrder {

    static final int NO_GROUP = -1;

    private final List<StackGroup> groups;
    private final List<CapturedThread> threads = new ArrayList<>();
    private final List<Integer> groupNumbers = new ArrayList<>();

    ReadingOrder(ThreadDump dump) {
        groups = dump.analysis().groups();
        Map<Long, CapturedThread> left = dump.byId();
        for (int number = 0; number < groups.size(); number++) {
            for (CapturedThread member : groups.get(number).threads()) {
                // By id, because redaction may have replaced the thread in the dump's own list only.
                add(left.remove(member.id()), number);
            }
        }
        for (CapturedThread thread : dump.threads()) {
            add(left.remove(thread.id()), NO_GROUP);
        }
    }

    private void add(@Nullable CapturedThread thread, int group) {
        if (thread != null) {
            threads.add(thread);
            groupNumbers.add(group);
        }
    }

    int size() {
        return threads.size();
    }

    List<CapturedThread> threads() {
        return threads;
    }

    /** The number of the group of the thread at that place, or {@value #NO_GROUP}. They never fall, but to that. */
    int groupNumber(int place) {
        return groupNumbers.get(place);
    }

    @Nullable
    StackGroup group(int place) {
        int number = groupNumber(place);
        return number == NO_GROUP ? null : groups.get(number);
    }
}
