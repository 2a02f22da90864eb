package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackGroup;
import java.util.List;

/** Groups without an entry of their own, in lines: how many threads stand where. */
final class LeftOut {

    private LeftOut() {}

    /** One line for each group while they fit, and a last one for the others. */
    static List<String> lines(List<StackGroup> groups, int bytes) {
        BoundedList lines = new BoundedList(bytes);
        int shown = 0;
        while (shown < groups.size() && lines.add(line(groups.get(shown)))) {
            shown++;
        }
        List<StackGroup> others = groups.subList(shown, groups.size());
        int threads = others.stream().mapToInt(StackGroup::size).sum();
        return others.isEmpty()
                ? lines.texts()
                : lines.endingWith(Texts.MARK + " and " + others.size() + " more groups of " + threads + " threads");
    }

    private static String line(StackGroup group) {
        Frame frame = group.first().stack().interesting();
        String place = frame == null ? "" : " at " + frame.shortText();
        return Texts.cut(
                group.size() + " " + group.first().state() + place + ": " + ThreadEntries.label(group, new Cuts()),
                ServerLimits.NAME + ServerLimits.SYMBOL);
    }
}
