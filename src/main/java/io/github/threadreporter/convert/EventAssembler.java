package io.github.threadreporter.convert;

import io.github.threadreporter.convert.ServerLimits.Room;
import io.github.threadreporter.convert.Slot.Tier;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes one event out of a draft, and makes it fit. Used once for each event; not thread-safe. */
final class EventAssembler {

    /** The list of threads, two keys with their colons and commas, and slack for the extras' own braces. */
    private static final int FRAME_BYTES = 128;

    private final DumpView view;
    private final Draft draft;
    private final Room room;
    private final ThreadEntries entries;
    private final List<Item> items;
    private final Cuts cuts = new Cuts();
    private final SentryEvent event;
    private final int fixedBytes;

    EventAssembler(DumpView view, Draft draft, Room room) {
        this.view = view;
        this.draft = draft;
        this.room = room;
        this.entries = new ThreadEntries(view, room.variables());
        this.items = items();
        draft.cuts().forEach(cut -> cuts.add(cut.what(), cut.count(), cut.limit()));
        this.event = EventBase.of(view, draft, room.context(), cuts);
        new ThreadExtras(view, draft, room, cuts).addTo(event);
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
        List<Item> shown = new ArrayList<>();
        List<Item> leftOut = new ArrayList<>();
        for (Slot slot : slots) {
            slot.count(limit, all);
            if (slot.detail() == Detail.OUT) {
                leftOut.add(slot.item());
            } else {
                threads.add(entries.entry(slot.item(), slot.detail(), all));
                shown.add(slot.item());
            }
        }
        for (Item item : items.subList(slots.size(), items.size())) {
            leftOut.add(item);
            all.add(item.what(), item.size(), limit);
        }
        event.setThreads(threads);
        setLeftOut("threads", leftOut.stream().filter(Item.Threads.class::isInstance));
        setLeftOut("tasks", leftOut.stream().filter(Item.Tasks.class::isInstance));
        event.getContexts().put("capture", CaptureContext.of(view, room.context(), all));
        return new ConvertedEvent(event, threadIds(shown), taskIds(shown), all.toList());
    }

    private void setLeftOut(String what, Stream<Item> items) {
        List<Item> leftOut = items.toList();
        int bytes = draft.tasks().isEmpty() ? room.lines() : room.lines() / 2;
        event.setExtra(what + " left out", leftOut.isEmpty() ? null : LeftOut.lines(what, leftOut, bytes));
    }

    private static List<Long> threadIds(List<Item> items) {
        List<Long> ids = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Threads threads) {
                threads.group().threads().forEach(thread -> ids.add(thread.id()));
            }
        }
        return ids;
    }

    private static List<String> taskIds(List<Item> items) {
        List<String> ids = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Tasks tasks) {
                tasks.group().tasks().forEach(task -> ids.add(task.id()));
            }
        }
        return ids;
    }

    /** What the event shows, in the order in which it is given up from the end. */
    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        draft.groups().forEach(group -> items.add(new Item.Threads(group)));
        items.addAll(draft.tasks());
        items.sort(Comparator.comparingInt(this::rank)); // stable: otherwise in the order of groups
        return items;
    }

    private int rank(Item item) {
        return switch (tier(item)) {
            case SUBJECT -> 0;
            case ESSENTIAL -> 1;
            case ORDINARY -> item.isIdle() ? 4 : item instanceof Item.Tasks ? 3 : 2;
        };
    }

    /**
     * The items that have a chance, measured. What could not fit even with every stack left out is not looked at, so
     * that a hundred thousand different stacks cost no more than the thousands that matter.
     */
    private List<Slot> slots(int budget) {
        List<Slot> slots = new ArrayList<>();
        long heads = 0;
        for (Item item : items) {
            int head = ByteCounter.sizeOf(entries.head(item, new Cuts()));
            heads += head + 1L;
            if (heads > budget && !slots.isEmpty()) {
                break;
            }
            slots.add(new Slot(item, tier(item), head, room.variables()));
        }
        return slots;
    }

    private Tier tier(Item item) {
        if (draft.single()) {
            return Tier.SUBJECT;
        }
        if (item instanceof Item.Threads threads) {
            if (view.isCulprit(threads.group().first())) {
                return Tier.SUBJECT;
            }
            return view.isEssential(threads.group()) ? Tier.ESSENTIAL : Tier.ORDINARY;
        }
        return ((Item.Tasks) item).group().essential() ? Tier.ESSENTIAL : Tier.ORDINARY;
    }
}
