package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** Targets with a lot to do. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class BusyTargetIT {

    private static final String[] PATIENT = {"--timeout", "100"};

    private static void captureUnderGarbage(String collector, String heap) throws Exception {
        try (Target target =
                Target.of(Busy.class).flags("-XX:-UseSerialGC", collector, heap).start("garbage", "4")) {
            for (int i = 0; i < 3; i++) {
                ThreadDump dump = Command.dump(target, PATIENT);
                assertThat(dump.threads())
                        .filteredOn(thread -> thread.name().startsWith("busy-"))
                        .hasSize(4)
                        .allMatch(thread -> thread.stack().frames().stream()
                                .map(Frame::method)
                                .toList()
                                .contains("allocate"));
            }
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void smallHeapFullOfGarbage_isCaptured() throws Exception {
        captureUnderGarbage("-XX:+UseSerialGC", "-Xmx32m");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "generational from 21 on")
    void concurrentCollector_isCapturedUnder() throws Exception {
        captureUnderGarbage("-XX:+UseZGC", "-Xmx128m");
    }

    @Test
    void fiveThousandThreads_areCaptured() throws Exception {
        try (Target target = Target.of(Busy.class).flags("-Xss256k", "-Xmx256m").start("threads", "5000")) {
            ThreadDump dump = Command.dump(target, PATIENT);
            assertThat(dump.threads())
                    .filteredOn(thread -> thread.name().startsWith("busy-"))
                    .hasSize(5000)
                    .allMatch(thread -> thread.waitsFor() != null);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void hundredThousandVirtualThreads_areCaptured() throws Exception {
        try (Target target = Target.of(Busy.class).flags("-Xmx512m").start("virtual", "100000")) {
            ThreadDump dump = Command.dump(target, PATIENT);
            long found = dump.threads().stream()
                    .filter(thread -> thread.kind() == ThreadKind.VIRTUAL)
                    .peek(thread -> assertThat(thread.name()).startsWith("busy-"))
                    .count();
            long cut = dump.account().cuts().stream()
                    .filter(one -> one.what().equals("threads"))
                    .mapToLong(Cut::count)
                    .sum(); // on a slow machine, by collectMillis
            assertThat(found).isPositive();
            assertThat(found + cut).isEqualTo(100_000);
        }
    }
}
