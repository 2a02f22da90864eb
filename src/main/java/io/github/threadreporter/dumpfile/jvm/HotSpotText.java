package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HotSpot's text: {@code jstack}, {@code jcmd Thread.print}, {@code kill -3} within a log, and our own text, which has
 * the same layout. Finds where dumps begin; {@link HotSpotDump} reads them. Not thread-safe.
 */
final class HotSpotText {

    private final FileContext file;
    private final List<ThreadDump> dumps = new ArrayList<>();
    private final OpenName name;
    private Preamble preamble = new Preamble();
    private LinePrefix prefix = LinePrefix.NONE;
    private String previous = "";

    private @Nullable HotSpotDump dump;

    HotSpotText(FileContext file) {
        this.file = file;
        this.name = new OpenName(file);
    }

    /** @throws IOException if the file cannot be read */
    List<ThreadDump> read(CharSource source) throws IOException {
        for (long number = source.line(); !file.budget().spent(); number = source.line()) {
            String line = source.nextLine();
            if (line == null) {
                break;
            }
            line(number, line);
            if (source.lineCut() && dump != null) {
                file.problems().add(number, "a line of more than " + CharSource.LINE + " characters was cut");
            }
        }
        end();
        return dumps;
    }

    private void line(long number, String raw) {
        TitleText title = raw.indexOf('(') < 0 && raw.indexOf(':') < 0 ? null : TitleText.parse(raw);
        if (title != null) {
            begin(number, raw, title);
        } else {
            String line = dump == null ? raw : prefix.strip(raw);
            if (line == null) {
                preamble.line(raw.strip());
            } else {
                content(number, line.strip());
            }
        }
        previous = raw;
    }

    private void begin(long number, String raw, TitleText title) {
        end();
        prefix = LinePrefix.of(raw.substring(0, title.at()));
        if (prefix != LinePrefix.NONE) {
            String before = prefix.strip(previous);
            preamble.line(before == null ? "" : before.strip());
        }
        HotSpotDump next = new HotSpotDump(file, number);
        next.begin(title, preamble);
        dump = next;
        preamble = new Preamble();
    }

    private void content(long number, String text) {
        if (name.isOpen()) {
            if (goesOn(text)) {
                return;
            }
            broken();
        }
        if (text.startsWith("\"")) {
            quoted(number, text);
            return;
        }
        HotSpotDump current = dump;
        if (current == null || !current.line(number, text)) {
            preamble.line(text);
        }
    }

    /** A line that begins with a quote: a thread, or a name in the report of a deadlock. */
    private void quoted(long number, String text) {
        HeaderText header = HeaderText.parse(text);
        HotSpotDump current = dump;
        if (header != null && (current != null || text.contains(" tid="))) {
            thread(number, header);
        } else if (current != null && !current.inDeadlock()) {
            name.open(number, text);
        }
    }

    private void thread(long number, HeaderText header) {
        HotSpotDump current = dump;
        if (current == null) {
            file.problems().add(number, "threads without a line 'Full thread dump' before them");
            current = new HotSpotDump(file, number);
            dump = current;
        }
        current.thread(header);
    }

    /** Whether the line belongs to a name that was begun before. */
    private boolean goesOn(String text) {
        boolean another = text.startsWith("\"")
                || text.startsWith("at ")
                || text.startsWith("- ")
                || text.startsWith(HotSpotDump.STATE)
                || !name.add(text);
        if (another) {
            return false;
        }
        HeaderText header = HeaderText.parse(name.text());
        if (header != null) {
            name.close();
            thread(name.at(), header);
        }
        return true;
    }

    private void broken() {
        name.giveUp();
        if (dump != null) {
            dump.broken();
        }
    }

    private void end() {
        if (name.isOpen()) {
            broken();
        }
        if (dump != null) {
            dumps.add(dump.end());
            dump = null;
        }
    }
}
