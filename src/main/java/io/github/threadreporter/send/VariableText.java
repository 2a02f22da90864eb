package io.github.threadreporter.send;

import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;

/** The variables of one frame, each on a line of bounded length that readers of thread dumps pass over. */
final class VariableText {

    private static final String COMMENT = "\t// ";

    /** Lines for one frame. */
    private static final int VARIABLES = 64;

    /** No member is begun behind this many characters. */
    private static final int LINE = 200;

    /** Longest text, name or class name. */
    private static final int WORD = 100;

    /** Objects in objects that show what is inside. */
    private static final int DEPTH = 2;

    private final TextLines out;
    private final String indent;

    VariableText(TextLines out) {
        this(out, COMMENT);
    }

    /** @param indent before each line */
    VariableText(TextLines out, String indent) {
        this.out = out;
        this.indent = indent;
    }

    void frame(FrameVariables frame) {
        for (Variable variable : shown(frame)) {
            out.line(indent, name(variable) + " = " + value(variable));
        }
        for (String note : notes(frame)) {
            out.line(indent, note);
        }
    }

    /** The variables that have a line. */
    static List<Variable> shown(FrameVariables frame) {
        return frame.variables()
                .subList(0, Math.min(VARIABLES, frame.variables().size()));
    }

    /** What is not shown of a frame, a line for each. */
    static List<String> notes(FrameVariables frame) {
        List<String> notes = new ArrayList<>();
        int left = frame.variables().size() - shown(frame).size();
        if (left > 0) {
            notes.add("… " + left + " more variables");
        }
        if (!frame.missing().isEmpty()) {
            notes.add("variables missing: " + word(frame.missing()));
        }
        return notes;
    }

    static String name(Variable variable) {
        return word(variable.name());
    }

    /** Its value in one bounded line, which may hold any character. */
    static String value(Variable variable) {
        StringBuilder line = new StringBuilder(name(variable)).append(" = ");
        int start = line.length();
        value(line, variable.value(), 0);
        return line.substring(start);
    }

    private static void value(StringBuilder line, Value value, int depth) {
        if (value instanceof Value.Plain plain) {
            line.append(plain.value());
        } else if (value instanceof Value.Text text) {
            line.append(text(text));
        } else if (value instanceof Value.Structure object) {
            line.append(label(object.type(), object.identity()));
            members(line, object, depth);
        } else if (value instanceof Value.Reference reference) {
            line.append(label(reference.type(), reference.identity())).append(" (described elsewhere)");
        } else if (value instanceof Value.Unread unread) {
            line.append('<').append(word(unread.why())).append('>');
        } else {
            line.append("[Filtered]");
        }
    }

    private static void members(StringBuilder line, Value.Structure object, int depth) {
        boolean items = object.shape() == Value.Shape.ITEMS;
        long total = Math.max(object.total(), object.members().size());
        if (total == 0 && object.shape() == Value.Shape.FIELDS) {
            return;
        }
        line.append(items ? " [" : " {");
        int shown = 0;
        for (Value.Member member : object.members()) {
            if (depth >= DEPTH || line.length() > LINE) {
                break;
            }
            line.append(shown++ == 0 ? "" : ", ");
            if (!items) {
                line.append(word(member.name())).append('=');
            }
            value(line, member.value(), depth + 1);
        }
        if (shown < total) {
            line.append(shown == 0 ? "… " : ", … ").append(total - shown).append(shown == 0 ? "" : " more");
        }
        line.append(items ? ']' : '}');
    }

    private static String text(Value.Text text) {
        int end = end(text.text());
        long cut = text.text().length() - end + text.cut();
        return cut == 0 ? text.text() : text.text().substring(0, end) + "… +" + cut + " chars";
    }

    private static String label(String type, String identity) {
        String simple = word(type.substring(type.lastIndexOf('.') + 1));
        return identity.isEmpty() ? simple : simple + "@" + word(identity);
    }

    /** A text of the application within a line. */
    static String word(String text) {
        int end = end(text);
        return end == text.length() ? text : text.substring(0, end) + "…";
    }

    private static int end(String text) {
        if (text.length() <= WORD) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(WORD - 1)) ? WORD - 1 : WORD;
    }
}
