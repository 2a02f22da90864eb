package io.github.threadreporter.cli;

import io.github.threadreporter.testing.Patience;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A run of the command within the test's own JVM. */
record Command(int code, String out, String err) {

    static Command run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errWriter = new PrintWriter(err);
        List<String> all = new ArrayList<>(List.of(arguments));
        if (all.contains("self-test")) {
            all.addAll(Patience.OPTIONS);
        }
        int code = Main.run(outWriter, errWriter, all.toArray(String[]::new));
        outWriter.flush();
        errWriter.flush();
        return new Command(code, out.toString(), err.toString());
    }
}
