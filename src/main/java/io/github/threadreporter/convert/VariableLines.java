package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variables on one line, for extras: where no frame of the event shows them. */
final class VariableLines {

    private static final int TEXT = 60;
    private static final int LINE = 240;
    private static final int INSIDE = 120;

    private VariableLines() {}

    /** What distinguishes the others of a group of equal stacks from the one that stands for all, by their names. */
    static Map<String, Object> ofOthers(List<Traceback> group, int bytes, Cuts cuts) {
        BoundedMap lines = new BoundedMap(bytes);
        Traceback shown = group.get(0);
        boolean any = !shown.stack().hasInApp();
        for (Traceback one : group.subList(1, group.size())) {
            String line = telling(one, shown, any);
            if (!line.isEmpty()) {
                String name = Texts.cut(one.name(), ServerLimits.NAME);
                lines.put(lines.has(name) ? name + " (id " + Texts.cut(one.id(), ServerLimits.NAME) + ")" : name, line);
            }
        }
        return lines.isEmpty() ? Map.of() : lines.toMap("variables of others", cuts);
    }

    /** The variables of the one frame that loses them in the server; by its place. */
    static Map<String, Object> ofMiddle(Traceback thread) {
        int middle = FrameAllowance.of(thread.stack()).middle();
        FrameVariables frame = middle < 0 ? null : thread.variablesAt(middle);
        if (frame == null) {
            return Map.of();
        }
        String place = thread.stack().frames().get(middle).shortText();
        return Map.of(Texts.cut(place, ServerLimits.NAME), line(frame));
    }

    /**
     * The variables of its frames of the application in which a variable has another value than in the same frame of the
     * thread that is shown, newest first and as many as a line has room for; else, since not every variable is known of every thread, of its newest frame that shows
     * other variables; else of its newest frame that has any; empty where it has none.
     */
    private static String telling(Traceback one, Traceback shown, boolean any) {
        List<Frame> frames = one.stack().frames();
        StringBuilder different = new StringBuilder();
        String newest = "";
        String other = "";
        for (FrameVariables frame : byDepth(one.variables())) {
            boolean looked = frame.depth() >= 0
                    && frame.depth() < frames.size()
                    && (any || frames.get(frame.depth()).inApp());
            if (!looked || frame.variables().isEmpty()) {
                continue;
            }
            String line = line(frame);
            FrameVariables same = shown.variablesAt(frame.depth());
            if (same != null && differs(frame, same)) {
                different.append(different.isEmpty() ? "" : "; ").append(line);
                if (different.length() > LINE) {
                    break;
                }
            }
            newest = newest.isEmpty() ? line : newest;
            other = other.isEmpty() && (same == null || !line.equals(line(same))) ? line : other;
        }
        if (!different.isEmpty()) {
            return different.toString();
        }
        return other.isEmpty() ? newest : other;
    }

    private static boolean differs(FrameVariables one, FrameVariables other) {
        Map<String, String> words = new HashMap<>();
        for (Variable variable : other.variables()) {
            words.put(variable.name(), word(variable.value()));
        }
        return one.variables().stream()
                .filter(variable -> variable.kind() != Variable.Kind.RECEIVER)
                .anyMatch(variable ->
                        !word(variable.value()).equals(words.getOrDefault(variable.name(), word(variable.value()))));
    }

    private static List<FrameVariables> byDepth(List<FrameVariables> frames) {
        return frames.stream()
                .sorted(Comparator.comparingInt(FrameVariables::depth))
                .toList();
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
        return value instanceof Value.Structure object ? opened(object) : ValueWords.fixed(value);
    }

    /** {@code Order {id=order-17, quantity=3}}: what tells one thread's order from another's is inside of it. */
    private static String opened(Value.Structure object) {
        if (object.shape() != Value.Shape.FIELDS || object.members().isEmpty()) {
            return ValueWords.closed(object);
        }
        StringBuilder text =
                new StringBuilder(object.type().substring(object.type().lastIndexOf('.') + 1)).append(" {");
        int start = text.length();
        for (Value.Member member : object.members()) {
            if (member.value() instanceof Value.Structure) {
                continue;
            }
            if (text.length() - start > INSIDE) {
                text.append(", ").append(Texts.MARK);
                break;
            }
            text.append(text.length() == start ? "" : ", ")
                    .append(member.name())
                    .append('=');
            text.append(word(member.value()));
        }
        return text.append('}').toString();
    }
}
