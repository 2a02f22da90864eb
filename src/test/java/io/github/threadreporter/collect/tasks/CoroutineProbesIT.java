package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.testing.ForkedJvm;
import java.nio.file.Path;
import kotlinx.coroutines.Job;
import org.junit.jupiter.api.Test;

class CoroutineProbesIT {

    @Test
    void debugProbes_leadToAllCoroutinesAndTellWhereTheyWereCreated() throws Exception {
        Path library = Path.of(
                Job.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        ForkedJvm.of(ProbedVictim.class)
                .flags("-javaagent:" + library, "-Dkotlinx.coroutines.debug.enable.creation.stack.trace=true")
                .run();
    }
}
