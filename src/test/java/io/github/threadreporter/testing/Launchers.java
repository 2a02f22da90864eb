package io.github.threadreporter.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** What comes before {@code java} where a JVM is to live otherwise than this one. */
public final class Launchers {

    public static final int NOBODY = 65_534;

    /** A /tmp, PIDs and a network of its own, as in a container. */
    public static final List<String> CONTAINER = List.of(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "--net",
            "sh",
            "-c",
            "mount -t tmpfs tmpfs /tmp && exec \"$@\"",
            "sh");

    public static final List<String> OTHER_USER =
            List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");

    private Launchers() {}

    /** The test is skipped where the machine does not permit it. */
    public static void assumeWorks(List<String> launcher) throws InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add("true");
        boolean works;
        try {
            works = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            works = false; // no such command
        }
        assumeTrue(works, "not permitted here: " + launcher);
    }
}
