package io.github.threadreporter.dumpfile.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;

class RealDumpIT {

    @Test
    void dumpOfAJvmWithVariables_isTheSameTextAfterReading() {
        NativeBuild.assumeThere();

        assertThat(ForkedJvm.of(RealDump.class).run()).contains("threads");
    }
}
