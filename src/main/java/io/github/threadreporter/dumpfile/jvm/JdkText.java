package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The plain text of {@code Thread.dump_to_file}: of JDK 21 with frames alone, of JDK 25 with states and locks. Not thread-safe. */
final class JdkText {

    private static final Pattern BEGIN = Pattern.compile("#(\\d{1,18}) \"(.*)");
    private static final Pattern REST =
            Pattern.compile("(?<virtual> virtual)?(?: (?<state>[A-Z_]{1,20}))?(?: \\d{4}-\\S{1,40})?");
    private static final Pattern PID = Pattern.compile("-?\\d{1,18}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S{1,40}");

    private final FileContext file;
    private final List<ThreadDump> dumps = new ArrayList<>();
    private final OpenName name;
    private String previous = "";

    private @Nullable JdkDump dump;

    private @Nullable ThreadDraft thread;

    private boolean versionNext;

    JdkText(FileContext file) {
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
            line(number, line.strip());
            if (source.lineCut()) {
                file.problems().add(number, "a line of more than " + CharSource.LINE + " characters was cut");
            }
        }
        end();
        return dumps;
    }

    private void line(long number, String text) {
        if (name.isOpen() && goesOn(text)) {
            return;
        }
        if (TIME.matcher(text).matches() && !previous.isEmpty()) {
            begin(number, text);
        } else if (versionNext) {
            dump(number).version(text);
            versionNext = false;
        } else if (PID.matcher(text).matches()) {
            endThread(); // the next dump
        } else if (text.startsWith("#")) {
            header(number, text);
        } else if (!text.isEmpty() && thread != null) {
            stack(number, text, thread);
        }
        previous = text;
    }

    private JdkDump dump(long number) {
        JdkDump current = dump;
        if (current == null) {
            current = new JdkDump(file, number);
            dump = current;
        }
        return current;
    }

    private void begin(long number, String time) {
        end();
        JdkDump next = dump(number);
        next.pid(previous);
        try {
            next.taken(Instant.parse(time));
        } catch (DateTimeParseException e) {
            file.problems().add(number, "no time: " + Problems.quoted(time));
        }
        versionNext = true;
    }

    private void header(long number, String text) {
        endThread();
        if (!parsed(number, text)) {
            name.open(number, text);
        }
    }

    private boolean goesOn(String text) {
        if (text.startsWith("#") || text.startsWith(StackLines.FRAME) || !name.add(text)) {
            name.giveUp();
            return false;
        }
        if (parsed(name.at(), name.text())) {
            name.close();
        }
        return true;
    }

    /** Begins a thread, if that is a whole first line. */
    private boolean parsed(long number, String text) {
        int quote = text.lastIndexOf('"');
        int from = text.indexOf('"') + 1;
        if (quote < from || from == 0 || !BEGIN.matcher(text.substring(0, from)).matches()) {
            return false;
        }
        Matcher rest = REST.matcher(text.substring(quote + 1));
        if (!rest.matches()) {
            return false;
        }
        ThreadDraft next = dump(number).begin(text.substring(from, quote));
        next.id = Long.parseLong(text.substring(1, from - 2));
        next.kind = rest.group("virtual") == null ? ThreadKind.PLATFORM : ThreadKind.VIRTUAL;
        String state = rest.group("state");
        if (state != null) {
            next.state = States.named(state);
            if (next.state == null) {
                file.problems().add(number, "no state of a thread: " + Problems.quoted(state));
            }
        }
        thread = next;
        return true;
    }

    private void stack(long number, String text, ThreadDraft current) {
        StackLines stacks = dump(number).stacks;
        boolean used = StackLines.looksLike(text) ? stacks.add(text, current) : stacks.frame(text, current);
        if (!used) {
            file.problems().add(number, "no frame and no lock: " + Problems.quoted(text));
        }
    }

    private void endThread() {
        JdkDump current = dump;
        if (thread != null && current != null) {
            current.add(thread, "");
        }
        thread = null;
    }

    private void end() {
        if (name.isOpen()) {
            name.giveUp();
        }
        endThread();
        if (dump != null) {
            dumps.add(dump.end());
            dump = null;
        }
    }
}
