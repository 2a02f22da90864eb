package io.github.threadreporter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafepointClockTest {

    @Test
    void clock_ofThisJvm_growsByAPause() {
        SafepointClock clock = SafepointClock.ofThisJvm();
        long before = clock.totalNanos().orElseThrow();

        Thread.getAllStackTraces();

        assertThat(clock.totalNanos().orElseThrow()).isGreaterThan(before);
    }

    @Test
    void clock_withoutAFile_hasNoTime(@TempDir Path folder) {
        assertThat(SafepointClock.open(folder.resolve("none")).totalNanos()).isEmpty();
    }

    @Test
    void clock_ofSomethingElse_hasNoTime(@TempDir Path folder) throws IOException {
        byte[] magicAlone = {(byte) 0xca, (byte) 0xfe, (byte) 0xc0, (byte) 0xc0};
        assertThat(SafepointClock.open(Files.write(folder.resolve("short"), magicAlone))
                        .totalNanos())
                .isEmpty();
        assertThat(SafepointClock.open(Files.write(folder.resolve("zeros"), new byte[4_096]))
                        .totalNanos())
                .isEmpty();
        byte[] hostile = new byte[4_096];
        System.arraycopy(magicAlone, 0, hostile, 0, 4);
        hostile[4] = 1;
        hostile[24] = 32; // entries from 32 on
        hostile[28] = 100; // a hundred of them, each of length 0
        assertThat(SafepointClock.open(Files.write(folder.resolve("hostile"), hostile))
                        .totalNanos())
                .isEmpty();
    }
}
