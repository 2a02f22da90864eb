package io.github.threadreporter.trigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;

/** What depends on the JVM, in one of its own. */
class RemoteIT {

    @Test
    void signal_capturesEachTimeAndIsGivenBack() {
        assertThat(run("signal")).contains("captured SIGUSR1 on thread-reporter-signal, daemon true", "given back");
    }

    @Test
    void signals_thatCannotBeTaken_areRefusedWithTheReason() {
        assertThat(run("refused"))
                .contains(
                        "QUIT: signal: QUIT: Signal already used by VM or OS: SIGQUIT",
                        "NOSUCH: signal: NOSUCH: Unknown signal: NOSUCH",
                        "TERM: signal: TERM ends the process",
                        "sigint: signal: INT ends the process");
    }

    @Test
    void jvmWithoutTheModules_goesWithout() {
        String printed = ForkedJvm.of(RemoteVictim.class)
                .flags("--limit-modules", "java.management,java.logging,java.naming")
                .run("missing");

        assertThat(printed)
                .contains("no HTTP endpoint: this JVM has no module jdk.httpserver")
                .contains("no signal: this JVM has no module jdk.unsupported");
    }

    @Test
    void jmx_ofThePlatform_takesTheReporter() {
        assertThat(run("jmx")).contains("by JMX: 0123456789abcdef0123456789abcdef", "gone");
    }

    private static String run(String what) {
        return ForkedJvm.of(RemoteVictim.class).run(what);
    }
}
