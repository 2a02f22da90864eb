package io.github.threadreporter.convert;

import io.github.threadreporter.convert.Slot.Tier;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Predicate;

/**
 * Makes threads fit into a number of bytes: one step after the other, in each from the least important group to the
 * most important, and no further than needed. One pass over the groups for each step, with sizes measured once.
 */
final class Packer {

    private record Step(Predicate<Slot> which, Detail less) {}

    /**
     * The order in which an event gives up detail. The subject and threads of a wait cycle stay whole until nothing
     * else is left; the last rows are for a cycle that is too large for any event.
     */
    private static final List<Step> STEPS = List.of(
            new Step(in(Tier.ORDINARY), Detail.NO_SYSTEM_SOURCE),
            new Step(in(Tier.ORDINARY), Detail.NO_SYSTEM_VARIABLES),
            new Step(in(Tier.ORDINARY), Detail.NO_SOURCE),
            new Step(in(Tier.ORDINARY), Detail.NO_VARIABLES),
            new Step(in(Tier.ORDINARY), Detail.ENDS),
            new Step(in(Tier.ORDINARY).and(Slot::isFolded), Detail.TOP),
            new Step(in(Tier.ORDINARY).and(Slot::isFolded).and(Slot::isIdle), Detail.OUT),
            new Step(in(Tier.ORDINARY).and(Slot::isIdle), Detail.OUT),
            new Step(in(Tier.ORDINARY), Detail.TOP),
            new Step(in(Tier.ORDINARY), Detail.OUT),
            new Step(in(Tier.ESSENTIAL), Detail.NO_SYSTEM_SOURCE),
            new Step(in(Tier.ESSENTIAL), Detail.NO_SYSTEM_VARIABLES),
            new Step(in(Tier.ESSENTIAL), Detail.NO_SOURCE),
            new Step(in(Tier.ESSENTIAL), Detail.NO_VARIABLES),
            new Step(in(Tier.ESSENTIAL), Detail.ENDS),
            new Step(in(Tier.ESSENTIAL), Detail.TOP),
            new Step(in(Tier.ESSENTIAL), Detail.OUT),
            new Step(in(Tier.SUBJECT), Detail.NO_SYSTEM_SOURCE),
            new Step(in(Tier.SUBJECT), Detail.NO_SYSTEM_VARIABLES),
            new Step(in(Tier.SUBJECT), Detail.NO_SOURCE),
            new Step(in(Tier.SUBJECT), Detail.NO_VARIABLES),
            new Step(in(Tier.SUBJECT), Detail.ENDS),
            new Step(in(Tier.SUBJECT), Detail.TOP),
            new Step(in(Tier.SUBJECT), Detail.OUT));

    private Packer() {}

    /** Reduces the slots, most important first, until all of them take at most that many bytes. */
    static void pack(List<Slot> slots, long bytes) {
        long excess = -bytes;
        for (Slot slot : slots) {
            excess += slot.bytes();
        }
        for (Step step : STEPS) {
            ListIterator<Slot> leastFirst = slots.listIterator(slots.size());
            while (excess > 0 && leastFirst.hasPrevious()) {
                Slot slot = leastFirst.previous();
                if (step.which.test(slot) && step.less.isBelow(slot.detail())) {
                    excess -= slot.reduceTo(step.less);
                }
            }
        }
    }

    private static Predicate<Slot> in(Tier tier) {
        return slot -> slot.tier() == tier;
    }
}
