package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Targets that were started with a flag against us. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class RefusingTargetIT {

    @Test
    void disabledAttachMechanism_isSaidToBe() throws Exception {
        try (Target target =
                Target.of(Plain.class).flags("-XX:+DisableAttachMechanism").start()) {
            assertThat(Command.capture(target).run().refused(3).stderr())
                    .contains("-XX:+DisableAttachMechanism", "start it without that flag");
            assertThat(target.isAlive()).isTrue();
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void disabledAgents_areSaidToBe_andTheJvmTellsByItself() throws Exception {
        try (Target target =
                Target.of(Plain.class).flags("-XX:-EnableDynamicAgentLoading").start()) {
            assertThat(Command.capture(target).run().refused(3).stderr()).contains("--no-agent");
            assertThat(Command.thread(Command.dump(target, "--no-agent"), "holder")
                            .stack()
                            .frames())
                    .anyMatch(frame -> frame.method().equals("reserve"));
            assertThat(target.end()).isEmpty();
        }
    }
}
