package io.github.threadreporter.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BlackBoxIT {

    private static String printed = "";

    @BeforeAll
    static void run() {
        printed = ForkedJvm.of(Victim.class).run();
    }

    @Test
    void standings_tellWhoStandsAndWhoHasMoved() {
        assertThat(printed)
                .contains(
                        "first sits WAITING stood true idle true waits 0 lock java.util.concurrent.CountDownLatch$Sync")
                .contains(
                        "first moves WAITING stood true idle true waits 0 lock java.util.concurrent.Semaphore$NonfairSync")
                .contains("first blocked BLOCKED stood true idle true waits 0 lock java.lang.Object owner true")
                .contains("second sits WAITING stood true")
                .contains("second moves WAITING stood false")
                .contains("second blocked BLOCKED stood true");
    }

    @Test
    void history_tellsWhatTheOneDid() {
        assertThat(printed)
                .containsPattern("moves came to Victim\\.(secondPlace|end)\\(Victim.java:\\d+\\), and stands there");
    }

    @Test
    void frames_doNotKeepTheirClassFromBeingUnloaded() {
        assertThat(printed).contains("class is gone: true");
    }

    @Test
    void bytes_areMoreThanWhatItReallyTakes() {
        String told =
                ForkedJvm.of(Filling.class).flags("-XX:+UseSerialGC", "-Xmx64m").run();
        assertThat(told).contains("within the limit: true");
    }

    @Test
    void figures_areMeasured() {
        assertThat(printed).containsPattern("figures BlackBoxFigures\\[looks=\\d\\d+, spent=PT[\\dM]+\\.\\d+S");
    }
}
