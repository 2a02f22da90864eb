package io.github.threadreporter.dumpfile.jvm;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines before a dump's title that tell when it was taken and of what: by HotSpot, by jcmd, and by our own text. */
final class Preamble {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DATE_LENGTH = 19;
    private static final int PID_LENGTH = 20;
    private static final Pattern CAPTURE = Pattern.compile("// capture ([0-9a-f]{32}), .*");
    private static final Pattern TAKEN =
            Pattern.compile("// taken at (\\S+) of process (-?\\d{1,18}) on (\\S*), main class (.*)");

    @Nullable
    LocalDateTime date;

    @Nullable
    Instant instant;

    @Nullable
    String id;

    long pid = -1;
    String host = "";
    String mainClass = "";

    /** Takes what the line tells. Cheap for all others, of which a log has millions. */
    void line(String text) {
        if (text.isEmpty()) {
            return;
        }
        char first = text.charAt(0);
        if (first == '/' && text.startsWith("// ")) {
            comment(text);
        } else if (first >= '0' && first <= '9') {
            if (text.length() == DATE_LENGTH && text.charAt(4) == '-') {
                date = parse(text);
            } else if (text.length() <= PID_LENGTH && text.endsWith(":")) {
                pid = pid(text.substring(0, text.length() - 1));
            }
        } else {
            forget();
        }
    }

    private void comment(String text) {
        Matcher capture = CAPTURE.matcher(text);
        if (capture.matches()) {
            id = capture.group(1);
        }
        Matcher taken = TAKEN.matcher(text);
        if (taken.matches()) {
            try {
                instant = Instant.parse(taken.group(1));
            } catch (DateTimeParseException e) {
                instant = null; // the date line will do
            }
            pid = Long.parseLong(taken.group(2));
            host = taken.group(3);
            mainClass = taken.group(4);
        }
    }

    private void forget() {
        date = null;
        pid = -1;
    }

    private static @Nullable LocalDateTime parse(String text) {
        try {
            return LocalDateTime.parse(text, DATE);
        } catch (DateTimeParseException e) {
            return null; // another line of that length
        }
    }

    private static long pid(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1; // another line that ends so
        }
    }

    /** When the dump was taken, or null where no line told. */
    @Nullable
    Instant takenAt(ZoneId zone) {
        return instant != null
                ? instant
                : date == null ? null : date.atZone(zone).toInstant();
    }
}
