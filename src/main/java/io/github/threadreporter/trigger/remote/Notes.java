package io.github.threadreporter.trigger.remote;

/** What somebody from outside wrote along, for the detail of a reason. */
final class Notes {

    static final int LONGEST = 200;

    private Notes() {}

    /** On one line, without what could steer a terminal, and cut with a mark. */
    static String bounded(String text) {
        StringBuilder note = new StringBuilder(Math.min(text.length(), LONGEST));
        String stripped = text.strip();
        for (int i = 0; i < stripped.length() && note.length() < LONGEST; i++) {
            char c = stripped.charAt(i);
            note.append(isShown(c) ? c : ' ');
        }
        if (stripped.length() > LONGEST) {
            note.setCharAt(LONGEST - 1, '…');
        }
        return note.toString();
    }

    private static boolean isShown(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
