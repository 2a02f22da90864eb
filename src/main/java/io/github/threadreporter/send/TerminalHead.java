package io.github.threadreporter.send;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands above the threads: what is wrong, where and when, and what is not shown. */
final class TerminalHead {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final double NANOS_PER_MILLI = 1e6;

    private final TerminalLines lines;

    TerminalHead(TerminalLines lines) {
        this.lines = lines;
    }

    /** @param movement what moved between several looks; empty where there was one */
    void write(ThreadDump dump, String movement) throws IOException {
        String headline = dump.analysis().headline().text();
        lines.paragraph(TerminalStyle.ALARM, "", headline.isEmpty() ? "Not analysed" : headline);
        Incident incident = dump.story().incident();
        if (incident != null) {
            lines.paragraph(TerminalStyle.STRONG, "", StoryWords.incident(incident));
        }
        lines.paragraph(TerminalStyle.PLAIN, "", facts(dump.info()));
        int count = dump.threads().size();
        lines.blank();
        int tasks = dump.tasks().size();
        String more = tasks == 0 ? "" : tasks == 1 ? ", 1 task" : ", " + tasks + " tasks";
        lines.add(TerminalStyle.STRONG, count + (count == 1 ? " thread" : " threads") + more)
                .end();
        new StateBar(dump.threads()).write(lines);
        if (!movement.isEmpty()) {
            lines.paragraph(TerminalStyle.STRONG, "", movement);
        }
        account(dump.account());
    }

    private static String facts(CaptureInfo info) {
        List<String> facts = new ArrayList<>();
        facts.add(TIME.format(info.takenAt()));
        JvmInfo jvm = info.jvm();
        String process = (jvm.pid() < 0 ? "" : "process " + jvm.pid() + " ") + jvm.mainClass();
        facts.add(process.strip() + (jvm.host().isEmpty() ? "" : " on " + jvm.host()));
        facts.add((jvm.name() + " " + jvm.version()).strip());
        facts.add(times(info.times()));
        if (!info.reason().kind().equals("manual") || !info.reason().detail().isEmpty()) {
            facts.add((info.reason().kind() + " " + info.reason().detail()).strip());
        }
        return facts.stream().filter(fact -> !fact.isBlank()).collect(Collectors.joining(" | "));
    }

    private static String times(CaptureTimes times) {
        if (times.equals(CaptureTimes.NONE)) {
            return "";
        }
        return "paused " + (times.pauseIsUpperBound() ? "at most " : "") + millis(times.pause()) + ", looked for "
                + millis(times.collect());
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / NANOS_PER_MILLI);
    }

    private void account(Account account) throws IOException {
        if (account.equals(Account.EMPTY)) {
            return;
        }
        lines.blank();
        lines.add(TerminalStyle.STRONG, "Not shown").end();
        for (Missing missing : account.missing()) {
            lines.add(TerminalStyle.YELLOW, "  missing ")
                    .add(missing.what() + ": " + missing.why())
                    .end();
            if (!missing.remedy().isEmpty()) {
                lines.paragraph(TerminalStyle.PLAIN, "          ", "remedy: " + missing.remedy());
            }
        }
        for (Cut cut : account.cuts()) {
            lines.add(TerminalStyle.YELLOW, "  cut     ")
                    .add(cut.count() + " " + cut.what() + " (" + cut.limit() + ")")
                    .end();
        }
        if (!account.masked().isEmpty()) {
            String rules = new TreeMap<>(account.masked())
                    .entrySet().stream()
                            .map(rule -> rule.getValue() + " by " + rule.getKey())
                            .collect(Collectors.joining(", "));
            lines.add(TerminalStyle.YELLOW, "  masked  ").add(rules).end();
        }
    }
}
