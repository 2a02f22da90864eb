package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.Dumps;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {

    private static final Missing UNMOUNTED = new Missing("virtual threads that are not mounted", "left out", "jcmd");
    private static final Missing VARIABLES = new Missing("local variables", "not in it", "");

    private final ThreadDump printed = dump(
            List.of(UNMOUNTED, VARIABLES),
            thread(1, "main", ThreadKind.PLATFORM),
            thread(30, "printed", ThreadKind.VIRTUAL));

    @Test
    void virtualThreads_comeFromTheSecondDump_inTheOrderOfIds() {
        ThreadDump written = dump(
                List.of(),
                thread(1, "main", ThreadKind.PLATFORM),
                thread(2, "late", ThreadKind.PLATFORM),
                thread(25, "order-25", ThreadKind.VIRTUAL),
                thread(30, "written", ThreadKind.VIRTUAL));

        ThreadDump merged = VirtualThreads.merged(printed, written);

        assertThat(merged.threads()).extracting(CapturedThread::name).containsExactly("main", "order-25", "printed");
        assertThat(merged.info()).isEqualTo(printed.info());
    }

    @Test
    void account_isThatOfBoth_withoutWhatIsThereNow() {
        ThreadDump written = dump(List.of(VARIABLES, new Missing("states and locks", "not before JDK 25", "jstack")))
                .plusCut(new Cut("threads", 3, "threads=10"));

        Account account = VirtualThreads.merged(printed, written).account();

        assertThat(account.missing())
                .extracting(Missing::what)
                .containsExactly("local variables", "states and locks of virtual threads");
        assertThat(account.cuts()).hasSize(1);
    }

    @Test
    void failure_saysWhatIsMissingAndWhy() {
        assertThat(VirtualThreads.lacking(printed, "disk full").account().missing())
                .containsExactly(
                        VARIABLES,
                        new Missing(
                                "virtual threads that are not mounted",
                                "Thread.dump_to_file did not write them: disk full",
                                "leave out --no-agent"));
    }

    private static ThreadDump dump(List<Missing> missing, CapturedThread... threads) {
        return Dumps.of(threads).withAccount(new Account(missing, List.of(), Map.of()));
    }

    private static CapturedThread thread(long id, String name, ThreadKind kind) {
        return CapturedThread.builder(id, name).kind(kind).build();
    }
}
