package io.github.threadreporter.convert;

import io.github.threadreporter.model.StackTrace;
import io.sentry.SentryLockReason;
import java.util.HashMap;
import java.util.Map;

/** An entry on its way into an event: how much of it is sent so far, and what that takes. Not thread-safe. */
final class Slot {

    /** How long an entry is spared when an event is made to fit. */
    enum Tier {
        /** Gives way first. */
        ORDINARY,
        /** Part of a wait cycle, or of the culprit's chain: gives way when all ordinary ones are gone. */
        ESSENTIAL,
        /** What the event is about: gives way last. */
        SUBJECT
    }

    /** Stands behind what is counted where it should not be missing. */
    private static final String OF_TROUBLE = " of a deadlock or chain";

    private final Item item;
    private final StackTrace stack;
    private final Tier tier;
    private final int head;
    private final StackSizes sizes;
    private final Map<Integer, Integer> lockBytes = new HashMap<>();
    private Detail detail = Detail.FULL;

    /**
     * @param head size of the entry without its stack
     * @param variableBytes most bytes of all variables of one frame, as the server counts them
     */
    Slot(Item item, Tier tier, int head, int variableBytes) {
        this.item = item;
        this.tier = tier;
        this.head = head;
        Traceback first = item.first();
        this.stack = first.stack();
        this.sizes = new StackSizes(stack, new StackVariables(first.variables(), variableBytes));
        for (Map.Entry<Integer, SentryLockReason> lock : item.frameLocks().entrySet()) {
            lockBytes.put(lock.getKey(), JsonSize.field("lock", ByteCounter.sizeOf(lock.getValue())));
        }
    }

    Item item() {
        return item;
    }

    Tier tier() {
        return tier;
    }

    Detail detail() {
        return detail;
    }

    boolean isFolded() {
        return item.size() > 1;
    }

    boolean isIdle() {
        return item.isIdle();
    }

    /** The size of its entry in the list of threads, with a comma. */
    int bytes() {
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
            cuts.add(item.what() + (tier == Tier.ESSENTIAL ? OF_TROUBLE : ""), item.size(), limit);
        } else {
            sizes.count(detail, limit, cuts);
        }
    }
}
