package io.github.threadreporter.dumpfile.json;

/** The words of an error: bounded, and on one line, since they quote what was read and go to a log or a terminal. */
final class FailureText {

    private static final int WHAT = 200;
    private static final int WHERE = 200;

    private FailureText() {}

    static String of(String what, String where) {
        return shown(what, WHAT) + ", " + shown(where, WHERE);
    }

    private static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), most) + 1);
        text.chars().limit(most).forEach(c -> shown.append(isShown(c) ? (char) c : '?'));
        return text.length() <= most ? shown.toString() : shown.append('…').toString();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
