package io.github.threadreporter.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of jstack's layout: every line must be one that jstack writes, or a comment. It reads what jstack
 * wrote and what we wrote by the same rules, so that both can be compared.
 */
final class DumpGrammar {

    private static final Pattern COMMENT = Pattern.compile("(?: {0,3}|\\t)// .*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    private static final Pattern TITLE = Pattern.compile("Full thread dump \\S.* \\(.+\\):");
    private static final Pattern HEADER = Pattern.compile("\"(?<name>.*)\" #(?<id>\\d+)(?: \\[\\d+])?"
            + "(?<kind> daemon| virtual|) prio=(?<prio>\\d+)(?: os_prio=\\d+)?(?: cpu=\\d+\\.\\d\\dms)?"
            + "(?: elapsed=\\d+\\.\\d\\ds)?(?: allocated=\\d+[BKMG])?(?: defined_classes=\\d+)?"
            + " tid=0x[0-9a-f]{16}(?: nid=(?:0x[0-9a-f]+|\\d+) (?<words>[a-zA-Z.() ]*?\\S))? {1,2}"
            + "\\[0x[0-9a-f]{16}]");
    private static final Pattern STATE =
            Pattern.compile("   java\\.lang\\.Thread\\.State: (?<state>[A-Z_]+(?: \\([a-z ]+\\))?)");
    private static final Pattern FRAME =
            Pattern.compile("\\tat (?<code>[^()]+)\\((?:[\\w.]+(?:@[\\w.+-]+)?/)?(?<place>[^()/]+)\\)");
    private static final Pattern LOCK =
            Pattern.compile("\\t- (?<how>locked|waiting to lock|waiting on|parking to wait for )"
                    + " <0x[0-9a-f]{16}> \\(a (?<type>[^()]+)\\)");
    private static final Pattern OTHER =
            Pattern.compile("   (No compile task|(?:Carrying|Mounted) virtual thread #\\d+)");
    private static final Pattern OWNED = Pattern.compile("\\t- (?:None|<0x[0-9a-f]{16}> \\(a (?<type>[^()]+)\\))");
    private static final Pattern CUT = Pattern.compile("\\t\\.\\.\\..*");
    private static final Pattern VM_THREAD = Pattern.compile("\"[^\"]+\" os_prio=.*");
    private static final Pattern SMR = Pattern.compile("Threads class SMR info:|_java_thread_list=.*|0x[0-9a-f, x]+|}");
    private static final Pattern REFERENCES = Pattern.compile("JNI global refs: .*");

    /** A thread: what it is called, its state, and its lines with addresses, versions and lambda numbers taken out. */
    record Parsed(String name, String kind, String state, String words, List<String> stack, List<String> owned) {}

    final Map<String, Parsed> threads = new TreeMap<>();
    final List<String> deadlocks = new ArrayList<>();
    String date = "";
    String title = "";

    private final String[] lines;
    private int at;

    private DumpGrammar(String text) {
        lines = text.split("\n", -1);
    }

    static DumpGrammar parse(String text) {
        DumpGrammar grammar = new DumpGrammar(text);
        grammar.dump();
        return grammar;
    }

    private void dump() {
        skip();
        date = take(DATE).group();
        title = take(TITLE).group();
        for (skip(); at < lines.length; skip()) {
            if (is(HEADER)) {
                thread();
            } else if (lines[at].startsWith("Found ")) {
                deadlocks();
            } else if (is(VM_THREAD) || is(SMR) || is(REFERENCES)) {
                at++;
            } else {
                throw unexpected();
            }
        }
    }

    private void thread() {
        Matcher header = take(HEADER);
        String state = is(STATE) ? take(STATE).group("state") : "";
        List<String> stack = stack();
        List<String> owned = new ArrayList<>();
        if (at + 1 < lines.length && lines[at + 1].equals("   Locked ownable synchronizers:")) {
            at += 2;
            while (is(OWNED)) {
                String type = take(OWNED).group("type");
                if (type != null) {
                    owned.add(type);
                }
            }
        }
        if (!lines[at].isEmpty()) {
            throw unexpected();
        }
        String words = header.group("words") == null ? "" : header.group("words");
        threads.put(
                header.group("name"),
                new Parsed(header.group("name"), header.group("kind").trim(), state, words, stack, owned));
    }

    private List<String> stack() {
        List<String> stack = new ArrayList<>();
        for (; at < lines.length; at++) {
            Matcher frame = FRAME.matcher(lines[at]);
            Matcher lock = LOCK.matcher(lines[at]);
            if (frame.matches()) {
                stack.add("at " + frame.group("code").replaceAll("\\$\\$Lambda.*\\.", "\\$\\$Lambda.") + "("
                        + frame.group("place") + ")");
            } else if (lock.matches()) {
                stack.add("- " + lock.group("how") + " " + lock.group("type"));
            } else if (!is(OTHER) && !is(COMMENT) && !is(CUT)) {
                return stack;
            }
        }
        return stack;
    }

    private void deadlocks() {
        for (skip(); at < lines.length; skip()) {
            String line = lines[at++];
            if (line.startsWith("Found one Java-level deadlock:")) {
                rule(29);
            } else if (line.startsWith("Java stack information for the threads listed above:")) {
                rule(51);
            } else if (line.matches("\".*\":")) {
                List<String> stack = stack();
                if (!stack.isEmpty()) {
                    deadlocks.add(line);
                    deadlocks.addAll(stack);
                    continue;
                }
                String wait = lines[at++];
                String address = "0x[0-9a-f]{16}";
                if (!wait.matches("  waiting to lock monitor " + address + " \\(object " + address + ", a \\S+\\),")
                        && !wait.matches("  waiting for ownable synchronizer " + address + ", \\(a \\S+\\),")) {
                    at--;
                    throw unexpected();
                }
                deadlocks.add(line + wait.replaceAll(address, "#") + lines[at++]);
            } else if (line.matches("Found \\d+ deadlocks?\\.")) {
                deadlocks.add(line);
            } else {
                at--;
                throw unexpected();
            }
        }
    }

    private void rule(int length) {
        if (!lines[at++].equals("=".repeat(length))) {
            throw unexpected();
        }
    }

    private void skip() {
        while (at < lines.length && (lines[at].isEmpty() || is(COMMENT))) {
            at++;
        }
    }

    private boolean is(Pattern pattern) {
        return at < lines.length && pattern.matcher(lines[at]).matches();
    }

    private Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(lines[at]);
        if (!matcher.matches()) {
            throw unexpected();
        }
        at++;
        return matcher;
    }

    private AssertionError unexpected() {
        int line = Math.min(at, lines.length - 1);
        return new AssertionError("line " + (line + 1) + ": " + lines[line] + "\n\n" + String.join("\n", lines));
    }
}
