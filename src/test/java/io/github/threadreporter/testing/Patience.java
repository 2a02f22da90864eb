package io.github.threadreporter.testing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test waits for may take long on a busy machine: Awaitility's ten seconds are too few. Found by JUnit itself. */
public final class Patience implements BeforeAllCallback {

    /** For a command that captures: what is shown is so on a slow machine as well. */
    public static final List<String> OPTIONS = Stream.of(
                    "taskMillis", "variableMillis", "variablePauseMillis", "classFileMillis")
            .flatMap(limit -> Stream.of("--limit", limit + "=60000"))
            .toList();

    @Override
    public void beforeAll(ExtensionContext context) {
        inThisJvm();
    }

    /** For main classes of forked JVMs, to which no extension comes. */
    public static void inThisJvm() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }
}
