package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.convert.Slot.Tier;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryThread;
import java.util.ArrayList;
import java.util.List;

/** Makes one event out of a draft, and makes it fit. Used once for each event; not thread-safe. */
final class EventAssembler {

    /** The list of threads, two keys with their colons and commas, and slack for the extras' own braces. */
    private static final int FRAME_BYTES = 128;

    private final DumpView view;
    private final Draft draft;
    private final Room room;
    private final ThreadEntries entries;
    private final Cuts cuts = new Cuts();
    private final SentryEvent event;
    private final int fixedBytes;

    EventAssembler(DumpView view, Draft draft, Room room) {
        this.view = view;
        this.draft = draft;
        this.room = room;
        this.entries = new ThreadEntries(view, room.variables());
        draft.cuts().forEach(cut -> cuts.add(cut.what(), cut.count(), cut.limit()));
        this.event = EventBase.of(view, draft, room.context(), cuts);
        new ThreadExtras(draft, room, cuts).addTo(event);
        this.fixedBytes = ByteCounter.sizeOf(event) + room.context() + room.lines() + FRAME_BYTES;
    }

    /**
     * The event, never above the limit.
     *
     * <p>Sizes are planned exactly, so the first attempt fits. The event is nevertheless written once, to a counter:
     * an event above the limit is rejected as a whole, attachments too, so a wrong plan must cost threads and not the
     * event.
     */
    ConvertedEvent assemble() {
        int budget = room.event() - fixedBytes;
        while (true) {
            ConvertedEvent attempt = attempt(budget);
            int excess = ByteCounter.sizeOf(attempt.event()) - room.event();
            if (excess <= 0) {
                return attempt;
            }
            if (budget <= 0) {
                throw new IllegalStateException(
                        "an event without threads is " + excess + " bytes above eventBytes=" + room.event());
            }
            budget = Math.max(0, budget - excess);
        }
    }

    private ConvertedEvent attempt(int budget) {
        List<Slot> slots = slots(budget);
        Packer.pack(slots, budget);
        String limit = "eventBytes=" + room.event();
        Cuts all = new Cuts();
        all.addAll(cuts);
        List<SentryThread> threads = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        List<StackGroup> leftOut = new ArrayList<>();
        for (Slot slot : slots) {
            slot.count(limit, all);
            if (slot.detail() == Detail.OUT) {
                leftOut.add(slot.group());
            } else {
                threads.add(entries.entry(slot.group(), slot.detail(), all));
                slot.group().threads().forEach(thread -> ids.add(thread.id()));
            }
        }
        for (StackGroup group :
                draft.groups().subList(slots.size(), draft.groups().size())) {
            leftOut.add(group);
            all.add("threads", group.size(), limit);
        }
        event.setThreads(threads);
        event.setExtra("threads left out", leftOut.isEmpty() ? null : LeftOut.lines(leftOut, room.lines()));
        event.getContexts().put("capture", CaptureContext.of(view, room.context(), all));
        return new ConvertedEvent(event, ids, all.toList());
    }

    /**
     * The groups that have a chance, measured. What could not fit even with every stack left out is not looked at, so
     * that a hundred thousand different stacks cost no more than the thousands that matter.
     */
    private List<Slot> slots(int budget) {
        List<Slot> slots = new ArrayList<>();
        long heads = 0;
        for (StackGroup group : draft.groups()) {
            int head = ByteCounter.sizeOf(entries.head(group, new Cuts()));
            heads += head + 1L;
            if (heads > budget && !slots.isEmpty()) {
                break;
            }
            slots.add(new Slot(group, tier(group), head, room.variables()));
        }
        return slots;
    }

    private Tier tier(StackGroup group) {
        CapturedThread first = group.first();
        if (draft.single() || view.isCulprit(first)) {
            return Tier.SUBJECT;
        }
        return group.essential() || view.isDeadlocked(first) ? Tier.DEADLOCKED : Tier.ORDINARY;
    }
}
