package io.github.threadreporter.cli;

import java.io.PrintWriter;

/** What is being done, on standard error, so that standard output can be used by other programs. */
final class Progress {

    private final PrintWriter err;
    private final boolean shown;

    /** @param shown false where nobody is to be bothered with it */
    Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    void say(String what) {
        if (shown) {
            err.println(Texts.shown(what));
            err.flush();
        }
    }
}
