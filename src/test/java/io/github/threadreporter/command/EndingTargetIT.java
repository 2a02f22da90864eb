package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.Command.Outcome;
import io.github.threadreporter.testing.Command.Running;
import io.github.threadreporter.testing.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that end while they are looked at. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class EndingTargetIT {

    private static boolean hasAttached(Target target) {
        return Files.exists(Path.of("/tmp/.java_pid" + target.pid()));
    }

    /** Ends it so many milliseconds after it has begun to listen. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50, 200, 500, 1000})
    void targetThatEnds_isCapturedOrSaidToHaveEnded(int millis) throws Exception {
        try (Target target = Target.of(Plain.class).start();
                Running command = Command.capture(target, "--to", "json").start()) {
            while (!hasAttached(target) && command.process().isAlive()) {
                Thread.sleep(5);
            }
            Thread.sleep(millis);
            target.tell("end");
            Outcome outcome = command.await();
            if (outcome.code() == 0) {
                Command.thread(outcome.dump(), "holder");
            } else {
                assertThat(outcome.refused(3).stderr()).contains("process " + target.pid());
            }
            assertNoCrash(target);
        }
    }

    private static void assertNoCrash(Target target) throws Exception {
        assertThat(target.end()).isEmpty();
        assertThat(target.exitValue()).isZero();
    }
}
