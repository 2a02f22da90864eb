package io.github.threadreporter.send;

/** How a part of a line looks, in the 16 colours that every terminal has. */
enum TerminalStyle {
    PLAIN(""),
    STRONG("1"),
    /** For what is passed over at the first reading. */
    QUIET("90"),
    ALARM("1;31"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    CYAN("36");

    static final String OFF = "\u001b[0m";

    private final String code;

    TerminalStyle(String code) {
        this.code = code;
    }

    /** What switches it on; empty where nothing has to. */
    String on() {
        return code.isEmpty() ? "" : "\u001b[" + code + "m";
    }

    static TerminalStyle of(Thread.State state) {
        return switch (state) {
            case BLOCKED -> RED;
            case RUNNABLE -> GREEN;
            case WAITING -> YELLOW;
            case TIMED_WAITING -> CYAN;
            case NEW, TERMINATED -> BLUE;
        };
    }
}
