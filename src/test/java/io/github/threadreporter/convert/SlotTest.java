package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.convert.Slot.Tier;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The plan of an event is exact, so that the first attempt fits and none is made smaller than it has to be. */
class SlotTest {

    @Property(tries = 80)
    void slot_hasTheSizeOfItsEntryInEveryDetail(@ForAll long seed) {
        DumpView view = new DumpView(new RandomDumps(seed).next());
        ThreadEntries entries = new ThreadEntries(view, 2_048);
        List<Item> items = new ArrayList<>(view.tasks());
        view.groups().forEach(group -> items.add(new Item.Threads(group)));
        for (Item item : items) {
            Slot slot = new Slot(item, Tier.ORDINARY, ByteCounter.sizeOf(entries.head(item, new Cuts())), 2_048);
            int saved = slot.bytes();
            for (Detail detail : Detail.values()) {
                saved -= slot.reduceTo(detail);
                assertThat(slot.bytes()).isEqualTo(saved);
                if (detail != Detail.OUT) {
                    assertThat(slot.bytes())
                            .as("%s", detail)
                            .isEqualTo(ByteCounter.sizeOf(entries.entry(item, detail, new Cuts())) + 1);
                }
            }
            assertThat(slot.bytes()).isZero();
        }
    }
}
