package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a dump, those first that a person wants to see first: whatever has to be cut is cut from the end.
 *
 * @param threads every thread of the dump once
 * @param groups for each of them its group, or null
 */
record ReadingOrder(List<CapturedThread> threads, List<@Nullable StackGroup> groups) {

    static ReadingOrder of(ThreadDump dump) {
        Map<Long, CapturedThread> left = dump.byId();
        List<CapturedThread> threads = new ArrayList<>(left.size());
        List<@Nullable StackGroup> groups = new ArrayList<>(left.size());
        for (StackGroup group : dump.analysis().groups()) {
            for (CapturedThread member : group.threads()) {
                // By id, because redaction may have replaced the thread in the dump's own list only.
                CapturedThread thread = left.remove(member.id());
                if (thread != null) {
                    threads.add(thread);
                    groups.add(group);
                }
            }
        }
        for (CapturedThread thread : dump.threads()) {
            if (left.remove(thread.id()) != null) {
                threads.add(thread);
                groups.add(null);
            }
        }
        return new ReadingOrder(threads, groups);
    }

    int size() {
        return threads.size();
    }
}
