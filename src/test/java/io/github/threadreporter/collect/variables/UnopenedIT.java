package io.github.threadreporter.collect.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;

/** Variables that are missing because threads cannot be listed are said to be missing. */
class UnopenedIT {

    @Test
    void whereThreadsCannotBeListed_variablesAreMissing_withTheFlagThatHelps() {
        NativeBuild.assumeThere();

        assertThat(ForkedJvm.of(Unopened.class).run())
                .containsPattern(
                        "Missing\\[what=local variables, why=.+, .*=--add-opens java.base/java.lang=ALL-UNNAMED\\]");
    }
}
