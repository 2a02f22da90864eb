package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Usage;
import io.github.threadreporter.send.Movement.Kind;
import io.github.threadreporter.send.Movement.Move;
import io.github.threadreporter.testing.Dumps;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovementTest {

    private static final Frame HERE = Dumps.frame("com.acme.Shop", "sell", 10);
    private static final Frame ELSEWHERE = Dumps.frame("com.acme.Shop", "buy", 20);

    @Test
    void oneLook_tellsNothing() {
        Movement movement = Movement.over(looks(List.of(thread(1, HERE))));

        assertThat(movement.threads()).isEmpty();
        assertThat(new MovementWords(movement).ofAll()).isEmpty();
        assertThat(new MovementWords(movement).of(List.of(thread(1, HERE)))).isEmpty();
    }

    @Test
    void thread_atTheSamePlaceInEachLook_didNotMove() {
        assertThat(move(HERE, HERE, HERE)).isEqualTo(new Move(Kind.STILL, Duration.ofSeconds(4), Usage.UNKNOWN));
    }

    @Test
    void thread_thatCameInTheMiddle_movedAndStandsHereSince() {
        assertThat(move(ELSEWHERE, HERE, HERE)).isEqualTo(new Move(Kind.MOVED, Duration.ofSeconds(2), Usage.UNKNOWN));
    }

    @Test
    void thread_thatWentAndCameBack_moved() {
        assertThat(move(HERE, ELSEWHERE, HERE)).isEqualTo(new Move(Kind.MOVED, Duration.ZERO, Usage.UNKNOWN));
    }

    @Test
    void thread_onAnotherLineOfTheSameMethod_moved() {
        assertThat(move(HERE, Dumps.frame("com.acme.Shop", "sell", 11)).kind()).isEqualTo(Kind.MOVED);
    }

    @Test
    void thread_inAnotherState_moved() {
        CapturedThread blocked =
                thread(1, HERE).toBuilder().state(Thread.State.BLOCKED).build();

        assertThat(Movement.over(looks(List.of(blocked), List.of(thread(1, HERE))))
                        .threads()
                        .get(1L)
                        .kind())
                .isEqualTo(Kind.MOVED);
    }

    @Test
    void thread_thatWasNotInTheFirstLook_isNew() {
        Movement movement = Movement.over(looks(List.of(), List.of(thread(1, HERE)), List.of(thread(1, HERE))));

        assertThat(movement.threads().get(1L)).isEqualTo(new Move(Kind.NEW, Duration.ofSeconds(2), Usage.UNKNOWN));
    }

    @Test
    void thread_thatIsNotInTheLastLook_hasEnded_alsoIfItCameInBetween() {
        Movement movement = Movement.over(looks(List.of(thread(1, HERE)), List.of(thread(2, HERE)), List.of()));

        assertThat(movement.ended()).extracting(CapturedThread::id).containsExactly(1L, 2L);
    }

    @Test
    void cpuTime_isThatSinceTheThreadWasFirstSeen() {
        Movement movement = Movement.over(
                looks(List.of(used(1, 5_000_000)), List.of(used(1, 6_000_000)), List.of(used(1, 9_500_000))));

        assertThat(movement.threads().get(1L).cpuNanos()).isEqualTo(4_500_000);
    }

    @Test
    void words_countKindsAndAddCpu() {
        List<CapturedThread> first = List.of(used(1, 0), used(2, 0).withStack(Dumps.stack(ELSEWHERE)));
        List<CapturedThread> last = List.of(used(1, 1_500_000_000L), used(2, 1_000_000_000L));

        MovementWords words = new MovementWords(Movement.over(looks(first, last)));

        assertThat(words.of(last)).isEqualTo("1 did not move, 1 moved in 2.0 s; used 2.5 s of CPU");
        assertThat(words.of(last.subList(0, 1))).isEqualTo("did not move in 2.0 s; used 1.5 s of CPU");
        assertThat(words.ofAll()).isEqualTo("2 looks in 2.0 s: 1 did not move, 1 moved");
    }

    @Test
    void words_nameTheFirstOfThoseThatEnded() {
        List<CapturedThread> many = new ArrayList<>();
        for (int id = 1; id <= 12; id++) {
            many.add(thread(id, HERE));
        }

        assertThat(new MovementWords(Movement.over(looks(many, List.of(thread(1, HERE))))).ofAll())
                .isEqualTo("2 looks in 2.0 s: 1 did not move, 11 ended: worker-2, worker-3, worker-4, worker-5,"
                        + " worker-6, worker-7, worker-8, worker-9, worker-10, worker-11 and 1 more");
    }

    @Test
    void series_keepsLooksAtOneProcessTogether_andOthersApart() {
        ThreadDump one = look(0, List.of());
        ThreadDump two = look(1, List.of());

        assertThat(Movement.series(List.of(one, two, of(one, 4712), of(two, -1), of(two, -1))))
                .extracting(List::size)
                .containsExactly(2, 1, 1, 1);
    }

    @Test
    void text_showsTheLastLook_andMarksEachGroup() throws IOException {
        List<ThreadDump> looks = looks(
                List.of(thread(1, HERE), thread(2, ELSEWHERE), thread(9, HERE)),
                List.of(thread(1, HERE), thread(2, HERE), thread(3, ELSEWHERE)));

        StringWriter text = new StringWriter();
        TerminalDump.write(looks, new TerminalOptions(false, 100), text);

        assertThat(text.toString())
                .contains("2 looks in 2.0 s: 1 did not move, 1 moved, 1 is new, 1 ended: worker-9\n")
                .contains("RUNNING  worker-1 #1  RUNNABLE\n  did not move in 2.0 s\n")
                .contains("RUNNING  worker-2 #2  RUNNABLE\n  moved\n")
                .contains("RUNNING  worker-3 #3  RUNNABLE\n  new\n")
                .containsOnlyOnce("process 4711");
    }

    @Test
    void text_ofDumpsOfOtherProcesses_showsEach() throws IOException {
        ThreadDump dump = look(0, List.of(thread(1, HERE)));

        StringWriter text = new StringWriter();
        TerminalDump.write(List.of(dump, of(dump, 4712)), new TerminalOptions(false, 100), text);

        assertThat(text.toString()).contains("process 4711", "process 4712").doesNotContain("looks in", "did not move");
    }

    /** Of thread 1, two seconds between looks. */
    private static Move move(Frame... places) {
        List<List<CapturedThread>> looks = new ArrayList<>();
        Arrays.stream(places).forEach(place -> looks.add(List.of(thread(1, place))));
        return Movement.over(looks(looks)).threads().get(1L);
    }

    @SafeVarargs
    private static List<ThreadDump> looks(List<CapturedThread>... threads) {
        List<List<CapturedThread>> all = new ArrayList<>();
        for (List<CapturedThread> one : threads) {
            all.add(one);
        }
        return looks(all);
    }

    private static List<ThreadDump> looks(List<List<CapturedThread>> threads) {
        List<ThreadDump> looks = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            looks.add(look(i, threads.get(i)));
        }
        return looks;
    }

    private static ThreadDump look(int number, List<CapturedThread> threads) {
        ThreadDump dump = Dumps.of(threads.toArray(CapturedThread[]::new));
        CaptureInfo info = dump.info();
        return new ThreadDump(
                new CaptureInfo(
                        info.id(), info.reason(), info.takenAt().plusSeconds(2L * number), info.jvm(), info.times()),
                threads,
                dump.analysis(),
                dump.account());
    }

    private static ThreadDump of(ThreadDump dump, long pid) {
        CaptureInfo info = dump.info();
        JvmInfo jvm = info.jvm();
        JvmInfo other = new JvmInfo(
                jvm.name(), jvm.version(), jvm.feature(), pid, jvm.host(), jvm.mainClass(), jvm.startedAt());
        return new ThreadDump(
                new CaptureInfo(info.id(), info.reason(), info.takenAt(), other, info.times()),
                dump.threads(),
                dump.analysis(),
                dump.account());
    }

    private static CapturedThread thread(long id, Frame place) {
        return CapturedThread.builder(id, "worker-" + id)
                .stack(Dumps.stack(place))
                .build();
    }

    private static CapturedThread used(long id, long nanos) {
        return thread(id, HERE).toBuilder().usage(new Usage(nanos, 0)).build();
    }
}
