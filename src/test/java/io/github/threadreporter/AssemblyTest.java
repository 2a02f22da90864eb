package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    private final Properties file = new Properties();

    private ThreadReporter build() {
        return new Assembly(new Settings(new Properties(), Map.of(), file)).build();
    }

    @Test
    void configuration_ofPackages_decidesWhatIsInApp() {
        file.setProperty("threadreporter.in-app", "org.junit");
        file.setProperty("threadreporter.not-in-app", "org.junit.platform");

        ThreadDump dump = build().dump();

        CapturedThread self = dump.byId().get(Thread.currentThread().getId());
        assertThat(self.stack().frames()).allSatisfy(frame -> assertThat(frame.inApp())
                .as(frame.className())
                .isEqualTo(frame.className().startsWith("org.junit.")
                        && !frame.className().startsWith("org.junit.platform.")));
        assertThat(self.stack().hasInApp()).isTrue();
    }

    @Test
    void configuration_ofALimit_isKept() {
        file.setProperty("threadreporter.limits.framesPerStack", "3");

        assertThat(build().dump().threads())
                .allMatch(thread -> thread.stack().frames().size() <= 3)
                .anyMatch(thread -> thread.stack().framesCut() != 0);
    }

    @Test
    void configuration_ofALimitOutOfRange_namesKeyAndValue() {
        file.setProperty("threadreporter.limits.events", "0");

        assertThatThrownBy(this::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events")
                .hasMessageContaining("0");
    }

    @Test
    void secretInTheFile_turningUpInAThreadName_isMasked() throws InterruptedException {
        file.setProperty("payments.password", "correct-horse-battery");
        Thread leaking = new Thread(LockSupport::park, "pay with correct-horse-battery");
        leaking.setDaemon(true);
        leaking.start();

        ThreadDump dump = build().dump();

        assertThat(dump.threads())
                .extracting(CapturedThread::name)
                .contains("pay with [Filtered]")
                .noneMatch(name -> name.contains("horse"));
        assertThat(dump.account().masked()).containsKey("value");
        LockSupport.unpark(leaking);
        leaking.join();
    }

    @Test
    void redaction_switchedOff_showsThingsAsTheyAre() {
        file.setProperty("payments.password", "correct-horse-battery");
        file.setProperty("threadreporter.redaction.enabled", "false");

        assertThat(build().dump().account().masked()).isEmpty();
    }
}
