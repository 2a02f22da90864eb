package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables on one line, for extras: where no frame of the event shows them. */
final class VariableLines {

    private static final int TEXT = 60;
    private static final int LINE = 240;

    private VariableLines() {}

    /** What distinguishes the others of a group of equal stacks from the one that stands for all, by their names. */
    static Map<String, Object> ofOthers(StackGroup group, int bytes, Cuts cuts) {
        BoundedMap lines = new BoundedMap(bytes);
        for (CapturedThread thread : group.threads().subList(1, group.size())) {
            FrameVariables frame = newest(thread);
            if (frame != null) {
                String name = Texts.cut(ThreadEntries.name(thread), ServerLimits.NAME);
                String line = line(frame);
                lines.put(lines.has(name) ? name + " (id " + thread.id() + ")" : name, line);
            }
        }
        return lines.isEmpty() ? Map.of() : lines.toMap("variables of others", cuts);
    }

    /** The variables of the one frame that loses them in the server; by its place. */
    static Map<String, Object> ofMiddle(CapturedThread thread) {
        int middle = FrameAllowance.of(thread.stack()).middle();
        FrameVariables frame = middle < 0 ? null : thread.variablesAt(middle);
        if (frame == null) {
            return Map.of();
        }
        String place = thread.stack().frames().get(middle).shortText();
        return Map.of(Texts.cut(place, ServerLimits.NAME), line(frame));
    }

    /** Those of its newest frame of the application that has any. */
    private static @Nullable FrameVariables newest(CapturedThread thread) {
        List<Frame> frames = thread.stack().frames();
        FrameVariables newest = null;
        for (FrameVariables frame : thread.variables()) {
            boolean shown = frame.depth() >= 0
                    && frame.depth() < frames.size()
                    && frames.get(frame.depth()).inApp()
                    && !frame.variables().isEmpty();
            if (shown && (newest == null || frame.depth() < newest.depth())) {
                newest = frame;
            }
        }
        return newest;
    }

    /** {@code orderId=order-17, quantity=3}: the receiver is left out, where there is anything else. */
    static String line(FrameVariables frame) {
        StringBuilder line = new StringBuilder();
        boolean only = frame.variables().size() == 1;
        int left = 0;
        for (Variable variable : frame.variables()) {
            if (variable.kind() == Variable.Kind.RECEIVER && !only) {
                continue;
            }
            if (line.length() > LINE) {
                left++;
                continue;
            }
            line.append(line.isEmpty() ? "" : ", ").append(FrameScope.name(variable.name()));
            line.append('=').append(word(variable.value()));
        }
        if (left > 0) {
            line.append(", ").append(Texts.MARK).append(" and ").append(left).append(" more");
        }
        if (!frame.missing().isEmpty()) {
            line.append(line.isEmpty() ? "" : ", ")
                    .append('<')
                    .append(Texts.cut(frame.missing(), TEXT))
                    .append('>');
        }
        return Texts.oneLine(line.toString());
    }

    private static String word(Value value) {
        if (value instanceof Value.Plain plain) {
            return String.valueOf(plain.value());
        }
        if (value instanceof Value.Text text) {
            String shown = text.text().length() <= TEXT ? text.text() : Texts.cut(text.text(), TEXT);
            return text.cut() > 0 && !shown.endsWith(Texts.MARK) ? shown + Texts.MARK : shown;
        }
        return value instanceof Value.Structure object ? ValueWords.closed(object) : ValueWords.fixed(value);
    }
}
