package io.github.threadreporter.send;

import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Moment;
import java.io.IOException;
import java.util.List;

/** What went before, moment by moment: the newest of those in which something changed. */
final class TerminalHistory {

    private static final int MOMENTS = 12;

    private final TerminalLines lines;

    TerminalHistory(TerminalLines lines) {
        this.lines = lines;
    }

    void write(History history) throws IOException {
        if (history.looks() == 0) {
            return;
        }
        lines.blank();
        lines.add(TerminalStyle.STRONG, "What went before")
                .add("  " + StoryWords.looks(history) + " UTC")
                .end();
        List<Moment> told = history.moments().stream()
                .filter(moment -> !moment.changes().isEmpty())
                .toList();
        if (told.isEmpty()) {
            lines.add("  no thread was seen to move in code of the application").end();
        }
        if (told.size() > MOMENTS) {
            lines.add(TerminalStyle.QUIET, "  … " + (told.size() - MOMENTS) + " earlier moments")
                    .end();
        }
        for (Moment moment : told.subList(Math.max(0, told.size() - MOMENTS), told.size())) {
            lines.add(TerminalStyle.STRONG, "  " + StoryWords.at(moment.at()))
                    .add(TerminalStyle.QUIET, "  " + StoryWords.figures(moment))
                    .end();
            for (String change : moment.changes()) {
                lines.add("    " + change).end();
            }
        }
    }
}
