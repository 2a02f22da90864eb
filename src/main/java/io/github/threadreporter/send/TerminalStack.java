package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.Variable;
import java.io.IOException;
import java.util.List;

/** The frames of a thread: those of the application with source and variables, those between folded. */
final class TerminalStack {

    private static final String FRAME = "  ";
    private static final String BELOW = "      ";

    private final TerminalLines lines;

    TerminalStack(TerminalLines lines) {
        this.lines = lines;
    }

    void write(CapturedThread thread) throws IOException {
        List<Frame> frames = thread.stack().frames();
        FrameFolding folding = new FrameFolding(thread);
        for (int depth = 0; depth < frames.size(); ) {
            if (folding.isShown(depth)) {
                frame(thread, depth++);
            } else {
                int end = folding.endOf(depth);
                lines.add(TerminalStyle.QUIET, FRAME + folding.words(depth, end))
                        .end();
                depth = end;
            }
        }
        int cut = thread.stack().framesCut();
        if (cut != 0) {
            lines.add(
                            TerminalStyle.QUIET,
                            FRAME + "… " + (cut > 0 ? cut + " older frames" : "older frames") + " left out")
                    .end();
        }
        for (HeldLock held : thread.held()) {
            if (held.depth() < 0 || held.depth() >= frames.size()) {
                lines.add(FRAME + "holds ")
                        .add(TerminalStyle.YELLOW, held.lock().text())
                        .end();
            }
        }
    }

    private void frame(CapturedThread thread, int depth) throws IOException {
        Frame frame = thread.stack().frames().get(depth);
        String text = frame.className() + "." + frame.method() + "(" + frame.place() + ")";
        lines.add(FRAME + "at ")
                .add(frame.inApp() ? TerminalStyle.STRONG : TerminalStyle.QUIET, text)
                .end();
        if (frame.source() != null) {
            String line = frame.source().line().strip().replace('\t', ' ');
            lines.add(TerminalStyle.BLUE, BELOW + Math.max(0, frame.line()) + " | ")
                    .add(TerminalStyle.BLUE, line)
                    .end();
        }
        for (HeldLock held : thread.held()) {
            if (held.depth() == depth) {
                lines.add(BELOW + "locked ")
                        .add(TerminalStyle.YELLOW, held.lock().text())
                        .end();
            }
        }
        FrameVariables variables = thread.variablesAt(depth);
        if (variables != null) {
            variables(variables);
        }
    }

    private void variables(FrameVariables frame) throws IOException {
        for (Variable variable : VariableText.shown(frame)) {
            lines.add(TerminalStyle.CYAN, BELOW + VariableText.name(variable))
                    .add(" = " + VariableText.value(variable))
                    .end();
        }
        for (String note : VariableText.notes(frame)) {
            lines.add(TerminalStyle.QUIET, BELOW + note).end();
        }
    }
}
