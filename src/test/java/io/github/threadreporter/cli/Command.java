package io.github.threadreporter.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A run of the command within the test's own JVM. */
record Command(int code, String out, String err) {

    static Command run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errWriter = new PrintWriter(err);
        int code = Main.run(outWriter, errWriter, arguments);
        outWriter.flush();
        errWriter.flush();
        return new Command(code, out.toString(), err.toString());
    }
}
