package io.github.threadreporter.collect.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.VariableScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which frames of which threads come first, and what a pause is expected to take. */
class ChoiceTest {

    private static StackTraceElement frame(String type) {
        return new StackTraceElement(type, "run", "File.java", 1);
    }

    private static StackTraceElement nativeFrame(String type) {
        return new StackTraceElement(type, "run", "File.java", -2);
    }

    private static List<Integer> chosen(VariableScope scope, int most, StackTraceElement... stack) {
        CaptureLimits limits =
                CaptureLimits.builder().variableFrames(most).framesPerStack(6).build();
        return new FrameChoice(scope, frame -> frame.className().startsWith("app."), limits).of(Arrays.asList(stack));
    }

    @Test
    void framesOfTheApplication_areChosen_othersOnlyWhereWanted() {
        StackTraceElement[] stack = {frame("lib.Pool"), frame("app.Order"), frame("java.Thread"), frame("app.Main")};

        assertThat(chosen(VariableScope.IN_APP, 50, stack)).containsExactly(1, 3);
        assertThat(chosen(VariableScope.ALL, 50, stack)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whereNotAllFit_theApplicationsNewestComeFirst() {
        StackTraceElement[] stack = {frame("lib.Pool"), frame("app.Order"), frame("lib.Thread"), frame("app.Main")};

        assertThat(chosen(VariableScope.ALL, 3, stack)).containsExactly(0, 1, 3);
        assertThat(chosen(VariableScope.ALL, 1, stack)).containsExactly(1);
        assertThat(chosen(VariableScope.IN_APP, 1, stack)).containsExactly(1);
        assertThat(chosen(VariableScope.ALL, 0, stack)).isEmpty();
    }

    @Test
    void nativeFrames_andThoseBelowTheStacksLimit_areNotChosen() {
        StackTraceElement[] deep = new StackTraceElement[10];
        Arrays.fill(deep, frame("app.Deep"));
        deep[0] = nativeFrame("app.Native");

        assertThat(chosen(VariableScope.IN_APP, 50, deep)).containsExactly(1, 2, 3, 4, 5);
    }

    private static Candidate candidate(long id, StackTraceElement... stack) {
        return new Candidate(Thread.currentThread(), id, true, List.of(stack), List.of(0), Set.of());
    }

    @Test
    void threadsThatAreInvolved_thenOneOfEachStack_comeFirst() {
        List<Candidate> candidates = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            candidates.add(candidate(id, frame("app.Same")));
        }
        candidates.add(candidate(4, frame("app.Other")));
        candidates.add(candidate(5, frame("app.Same")));

        assertThat(Selection.order(candidates, Set.of(5L)))
                .extracting(Candidate::id)
                .containsExactly(5L, 1L, 4L, 2L, 3L);
    }

    @Test
    void pause_isEstimatedFromFrames_andLearned() {
        PauseEstimate estimate = new PauseEstimate();
        long first = estimate.nanos(10_000);
        assertThat(estimate.nanos(100_000)).isGreaterThan(9 * first);

        for (int i = 0; i < 20; i++) {
            estimate.learn(10_000, 5_000_000);
        }
        assertThat(estimate.nanos(10_000)).isBetween(4_900_000L, 5_500_000L);

        long before = estimate.nanos(10_000);
        estimate.learn(100, 1_000_000_000);
        assertThat(estimate.nanos(10_000)).as("few frames teach nothing").isEqualTo(before);
    }

    @Test
    void pause_thatWasRefused_isTriedAgainSomeTime() {
        PauseEstimate estimate = new PauseEstimate();
        for (int i = 0; i < 20; i++) {
            estimate.learn(10_000, 1_000_000_000);
        }
        assertThat(estimate.nanos(10_000)).isGreaterThan(900_000_000L);

        for (int i = 0; i < 100; i++) {
            estimate.refused();
        }
        assertThat(estimate.nanos(10_000)).isEqualTo(new PauseEstimate().nanos(10_000));

        estimate.learn(10_000, 5_000_000);
        long low = estimate.nanos(10_000);
        estimate.refused();
        assertThat(estimate.nanos(10_000)).as("never made worse").isEqualTo(low);
    }
}
