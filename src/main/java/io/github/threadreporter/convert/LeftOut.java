package io.github.threadreporter.convert;

import java.util.List;

/** What has no entry of its own, in lines: how many stand where. */
final class LeftOut {

    private LeftOut() {}

    /**
     * One line for each while they fit, and a last one for the others.
     *
     * @param what what they are called, in the plural
     */
    static List<String> lines(String what, List<Item> items, int bytes) {
        BoundedList lines = new BoundedList(bytes);
        int shown = 0;
        while (shown < items.size() && lines.add(items.get(shown).line())) {
            shown++;
        }
        List<Item> others = items.subList(shown, items.size());
        int size = others.stream().mapToInt(Item::size).sum();
        return others.isEmpty()
                ? lines.texts()
                : lines.endingWith(Texts.MARK + " and " + others.size() + " more groups of " + size + " " + what);
    }
}
