package io.github.threadreporter.convert;

import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.sentry.SentryLockReason;
import java.util.HashMap;
import java.util.Map;

/** A group of threads on its way into an event: how much of it is sent so far, and what that takes. Not thread-safe. */
final class Slot {

    /** How long a group is spared when an event is made to fit. */
    enum Tier {
        /** Gives way first. */
        ORDINARY,
        /** Part of a wait cycle: gives way when all ordinary ones are gone. */
        DEADLOCKED,
        /** What the event is about: gives way last. */
        SUBJECT
    }

    private final StackGroup group;
    private final Tier tier;
    private final int head;
    private final StackSizes sizes;
    private final Map<Integer, Integer> lockBytes = new HashMap<>();
    private Detail detail = Detail.FULL;

    /**
     * @param head size of the entry without its stack
     * @param variableBytes most bytes of all variables of one frame, as the server counts them
     */
    Slot(StackGroup group, Tier tier, int head, int variableBytes) {
        this.group = group;
        this.tier = tier;
        this.head = head;
        this.sizes = new StackSizes(group.first().stack(), new StackVariables(group.first(), variableBytes));
        for (Map.Entry<Integer, SentryLockReason> lock :
                Locks.ofFrames(group.first()).entrySet()) {
            lockBytes.put(lock.getKey(), JsonSize.field("lock", ByteCounter.sizeOf(lock.getValue())));
        }
    }

    StackGroup group() {
        return group;
    }

    Tier tier() {
        return tier;
    }

    Detail detail() {
        return detail;
    }

    boolean isFolded() {
        return group.size() > 1;
    }

    boolean isIdle() {
        return group.role() == Role.IDLE;
    }

    /** The size of its entry in the list of threads, with a comma. */
    int bytes() {
        StackTrace stack = group.first().stack();
        if (detail == Detail.OUT) {
            return 0;
        }
        if (stack.frames().isEmpty()) {
            return head + 1;
        }
        FrameWindow window = FrameWindow.of(stack, detail);
        int locks = 0;
        for (Map.Entry<Integer, Integer> lock : lockBytes.entrySet()) {
            locks += window.contains(lock.getKey()) ? lock.getValue() : 0;
        }
        return head + Stacks.WRAPPER_BYTES + sizes.bytes(detail) + locks + 1;
    }

    /** Sends less of it and returns how many bytes that saves. */
    int reduceTo(Detail less) {
        int before = bytes();
        detail = less;
        return before - bytes();
    }

    /** Counts what is not sent of it. */
    void count(String limit, Cuts cuts) {
        if (detail == Detail.OUT) {
            cuts.add(tier == Tier.DEADLOCKED ? "threads of a deadlock" : "threads", group.size(), limit);
        } else {
            sizes.count(detail, limit, cuts);
        }
    }
}
