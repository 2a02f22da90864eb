package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong value is worse than none. What is compared with what is told by {@link SelfChecking}. */
class SelfCheckingIT {

    /** A million takes an hour: set the system property for that. */
    private static final String VALUES = System.getProperty("selfChecking.values", "2000");

    @Test
    void threadsAtFullSpeed_showNotOneWrongValue() {
        assertThat(ForkedJvm.of(SelfChecking.class).run(VALUES, "4")).contains(" 0 wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:+UseSerialGC", "-XX:+UseZGC", "-XX:-TieredCompilation"})
    void threadsAtFullSpeed_inOtherJvms_showNotOneWrongValue(String flag) {
        assertThat(ForkedJvm.of(SelfChecking.class).flags(flag).run(VALUES, "4"))
                .contains(" 0 wrong");
    }
}
