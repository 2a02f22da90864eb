package io.github.threadreporter.dumpfile.jvm;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Walks over JSON and goes on behind damage, which no reader in the JDK or in the SDK does: a string ends at the end of
 * its line at the latest, a bracket that does not match closes what it can. Says what is where, and keeps nothing. Not
 * thread-safe.
 */
final class JsonWalk {

    /** What is told while walking. Items of an array have the key of the array. */
    interface Visitor {
        void beginObject(String key, long line);

        void endObject(String key);

        /**
         * A member of an object, or an item of an array.
         *
         * @param value a string, or a number, {@code true} or {@code false} as text, or "" for null
         */
        void value(String key, String value, long line);
    }

    /** Deeper brackets are passed over. */
    private static final int DEPTH = 64;

    private static final int LITERAL = 64;

    private record Open(boolean array, String key) {}

    private final CharSource source;
    private final Budget budget;
    private final Problems problems;
    private final Visitor visitor;
    private final Deque<Open> open = new ArrayDeque<>();
    private int tooDeep;

    /** The key whose value comes next, or empty. */
    private String key = "";

    JsonWalk(CharSource source, FileContext file, Visitor visitor) {
        this.source = source;
        this.budget = file.budget();
        this.problems = file.problems();
        this.visitor = visitor;
    }

    void walk() throws IOException {
        for (int c = source.read(); c != CharSource.END && !budget.spent(); c = source.read()) {
            switch (c) {
                case '{', '[' -> open(c == '[');
                case '}', ']' -> close(c == ']');
                case '"' -> string();
                case ',' -> key = "";
                case ':' -> {
                    // told by what came before
                }
                default -> {
                    if (!Character.isWhitespace(c)) {
                        literal((char) c);
                    }
                }
            }
        }
        if (!open.isEmpty()) {
            problems.add(source.line(), "it ends in the middle");
        }
        while (!open.isEmpty()) {
            pop();
        }
    }

    private String place() {
        Open top = open.peek();
        return !key.isEmpty() ? key : top != null && top.array() ? top.key() : "";
    }

    private void open(boolean array) {
        if (open.size() >= DEPTH) {
            tooDeep++;
            return;
        }
        String place = place();
        open.push(new Open(array, place));
        key = "";
        if (!array) {
            visitor.beginObject(place, source.line());
        }
    }

    private void close(boolean array) {
        key = "";
        if (tooDeep > 0) {
            tooDeep--;
            return;
        }
        Open top = open.peek();
        if (top == null || top.array() != array) {
            problems.add(source.line(), "a bracket that closes nothing");
            if (open.size() < 2) {
                return;
            }
            pop(); // more likely one is missing than one too many
            top = open.peek();
            if (top == null || top.array() != array) {
                return;
            }
        }
        pop();
    }

    private void pop() {
        Open top = open.pop();
        if (!top.array()) {
            visitor.endObject(top.key());
        }
    }

    private void string() throws IOException {
        long line = source.line();
        StringBuilder text = new StringBuilder();
        boolean whole = false;
        while (!whole && source.peek() != CharSource.END && source.peek() != '\n' && source.peek() != '\r') {
            int c = source.read();
            if (c == '"') {
                whole = true;
            } else {
                add(text, c == '\\' ? escaped() : (char) c);
            }
        }
        if (!whole) {
            problems.add(line, "a text without an end: " + Problems.quoted(text.toString()));
        }
        skipBlanks();
        Open top = open.peek();
        boolean inArray = top != null && top.array();
        if (source.peek() == ':' && !inArray) {
            key = text.toString();
        } else {
            value(text.toString(), line);
        }
    }

    private static void add(StringBuilder text, char c) {
        if (text.length() < CharSource.LINE) {
            text.append(c);
        }
    }

    private char escaped() throws IOException {
        int c = source.peek() == '\n' || source.peek() == '\r' ? '\\' : source.read();
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> c == CharSource.END ? '\\' : (char) c;
        };
    }

    private char unicode() throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(source.peek(), 16);
            if (digit < 0) {
                problems.add(source.line(), "a character that is no hexadecimal number");
                return '\ufffd';
            }
            code = code * 16 + digit;
            source.read();
        }
        return (char) code;
    }

    private void literal(char first) throws IOException {
        long line = source.line();
        StringBuilder text = new StringBuilder().append(first);
        while (isLiteral(source.peek())) {
            int c = source.read();
            if (text.length() < LITERAL) {
                text.append((char) c);
            }
        }
        String word = text.toString();
        boolean number = word.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
        if (!number && !word.equals("null") && !word.equals("true") && !word.equals("false")) {
            problems.add(line, "not JSON: " + Problems.quoted(word));
            return;
        }
        value(word.equals("null") ? "" : word, line);
    }

    private static boolean isLiteral(int c) {
        return c > ' ' && "{}[]:,\"".indexOf(c) < 0;
    }

    private void skipBlanks() throws IOException {
        while (source.peek() != CharSource.END && source.peek() <= ' ') {
            source.read();
        }
    }

    private void value(String text, long line) {
        visitor.value(place(), text, line);
        key = "";
    }
}
