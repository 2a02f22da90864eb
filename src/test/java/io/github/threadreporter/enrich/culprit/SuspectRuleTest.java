package io.github.threadreporter.enrich.culprit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Scene;
import org.junit.jupiter.api.Test;

/** A trigger has noticed a thread: is it the culprit, or does what was found explain it? */
class SuspectRuleTest {

    private static Analysis analysis(Scene scene, long suspect) {
        ThreadDump dump = scene.dump();
        CaptureInfo info = dump.info();
        CaptureReason reason = new CaptureReason(
                "stuck-thread", "", new Suspect(suspect, Headline.of("%s stands at one place", "t-" + suspect)));
        CaptureInfo triggered = new CaptureInfo(info.id(), reason, info.takenAt(), info.jvm(), info.times());
        return new Analyzer()
                .apply(new ThreadDump(
                        triggered, dump.threads(), dump.tasks(), dump.waits(), dump.analysis(), dump.account()))
                .analysis();
    }

    @Test
    void suspect_whereNobodyStandsOut_isTheCulprit() {
        Analysis analysis = analysis(new Scene().threads(1, 3), 2);
        assertThat(analysis.culpritId()).isEqualTo(2);
        assertThat(analysis.headline().text()).isEqualTo("t-2 stands at one place");
        assertThat(analysis.chain()).isEmpty();
    }

    @Test
    void suspect_thatWaitsForOneThread_showsTheWay() {
        Analysis analysis = analysis(new Scene().thread(7).enters(2, "Stock", 7), 2);
        assertThat(analysis.culpritId()).isEqualTo(2);
        assertThat(analysis.chain()).containsExactly(Node.thread(2), Node.thread(7));
    }

    @Test
    void suspect_thatWaitsForAnOwnerOfMany_isExplainedByIt() {
        Scene scene = new Scene().thread(7).enters(2, "Stock", 7).enters(3, "Stock", 7);
        Analysis analysis = analysis(scene, 2);
        assertThat(analysis.culpritId()).isEqualTo(7);
        assertThat(analysis.headline().text()).contains("2 threads wait");
    }

    @Test
    void suspect_thatWaitsAsOthersDoAtItsPlace_isOneOfThem() {
        Scene scene = new Scene().threads(1, 3);
        for (int i = 1; i <= 3; i++) {
            scene.resource("F" + i, Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                    .waits(Node.thread(i), "F" + i);
        }
        for (long suspect = 1; suspect <= 3; suspect++) {
            Analysis analysis = analysis(scene, suspect);
            assertThat(analysis.culpritId()).isEqualTo(suspect);
            assertThat(analysis.headline().text())
                    .startsWith("3 threads wait at Stock.reserve(Stock.java:88) for futures");
        }
        scene.thread(7).enters(8, "Stock", 7).enters(9, "Stock", 7);
        assertThat(analysis(scene, 3).headline().text())
                .as("which no other trouble keeps from being told")
                .startsWith("3 threads wait at");
    }

    @Test
    void suspect_inADeadlock_isExplainedByIt() {
        Analysis analysis = analysis(new Scene().enters(2, "Stock", 3).enters(3, "Order", 2), 3);
        assertThat(analysis.headline().text()).startsWith("Deadlock of 2 threads");
        assertThat(analysis.culpritId()).isEqualTo(2);
    }

    @Test
    void suspect_behindADeadlock_isExplainedByIt() {
        Scene scene = new Scene().enters(2, "Stock", 3).enters(3, "Order", 2).enters(4, "Stock", 3);
        assertThat(analysis(scene, 4).headline().text()).startsWith("Deadlock of 2 threads");
    }

    @Test
    void suspect_inTheSecondOfTwoDeadlocks_isExplainedByThat() {
        Scene scene = new Scene()
                .enters(2, "Stock", 3)
                .enters(3, "Order", 2)
                .enters(5, "Shelf", 6)
                .enters(6, "Box", 5)
                .enters(7, "Box", 5);
        assertThat(analysis(scene, 6).culpritId()).isEqualTo(5);
        assertThat(analysis(scene, 7).culpritId()).isEqualTo(5);
        assertThat(analysis(scene, 7).headline().text()).startsWith("Deadlock of 2 threads: t-5");
        assertThat(analysis(scene, 3).culpritId()).isEqualTo(2);
    }

    @Test
    void suspect_besideADeadlock_isTheCulprit() {
        Scene scene = new Scene().enters(2, "Stock", 3).enters(3, "Order", 2).thread(9);
        assertThat(analysis(scene, 9).culpritId()).isEqualTo(9);
    }

    @Test
    void suspect_thatHasEnded_isForgotten() {
        Analysis analysis = analysis(new Scene().threads(1, 3), 99);
        assertThat(analysis.culpritId()).isNull();
        assertThat(analysis.headline().text()).startsWith("No thread stands out");
    }
}
