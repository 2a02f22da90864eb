package io.github.threadreporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The JDK keeps the records that it made methods for last, and Displaced makes it keep others. */
class DisplacedIT {

    /** Where this fails, the JDK has improved, and Displaced is no more needed there. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void loaderOfARecord_isKept_untilItIsDisplaced() {
        assertThat(run()).contains("before: kept", "after: gone");
    }

    /** Later JDKs keep it in soft references. */
    @Test
    void loaderOfARecord_goesWithSoftReferences() {
        assertThat(run("-XX:SoftRefLRUPolicyMSPerMB=0")).contains("after: gone");
    }

    private static String run(String... flags) {
        return ForkedJvm.of(DisplacedVictim.class).flags(flags).run();
    }
}
