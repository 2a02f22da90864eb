package io.github.threadreporter;

import static io.github.threadreporter.testing.ForkedJvm.OPEN;

import io.github.threadreporter.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is said about waits, checked against what is known to be so inside of forked JVMs: by {@link RandomLocks}, {@link
 * HealthyTraffic}, {@link IdleThreads} and {@link SynchronizerFacts}.
 */
class WaitsIT {

    /** How much of the JDK is open to us. */
    enum Access {
        CLOSED(List.of("-Dthreadreporter.native=false"), false),
        OPENED(OPEN, false),
        NATIVE(List.of(), ForkedJvm.feature() >= 25);

        private final List<String> flags;
        private final boolean virtualThreads;

        Access(List<String> flags, boolean virtualThreads) {
            this.flags = flags;
            this.virtualThreads = virtualThreads;
        }

        ForkedJvm jvm(Class<?> main) {
            return ForkedJvm.of(main).flags(flags).flags("-Dlocks.virtual=" + virtualThreads);
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomLocks_areDeadlockedWhereTheyWereMadeTo(Access access) {
        access.jvm(RandomLocks.class).run("4711", "25");
    }

    @ParameterizedTest
    @EnumSource
    void healthyTraffic_in200Captures_isNeverADeadlock(Access access) {
        access.jvm(HealthyTraffic.class).run("200");
    }

    @ParameterizedTest
    @EnumSource
    void idleThreads_areKnownByWhatTheyWaitFor(Access access) {
        access.jvm(IdleThreads.class).run();
    }

    @ParameterizedTest
    @EnumSource
    void figuresOfSynchronizers_areTrueOrNotTold(Access access) {
        // Only the library can read all of them.
        boolean all = access == Access.NATIVE;
        access.jvm(SynchronizerFacts.class)
                .flags("-Dthreadreporter.native=" + all)
                .run(String.valueOf(all));
    }
}
