package io.github.threadreporter.collect.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.MethodInfo;
import io.github.threadreporter.testing.CompiledMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The frames that are shown and those that the JVM counts are the same only as far as nothing has moved. */
class AlignmentTest {

    private static final Supplier<String> LAMBDA = () -> "";

    /** By id: methods of one line for every bytecode index. */
    private static final Map<Long, MethodInfo> METHODS = Map.of(
            1L, method(AlignmentTest.class, "main"),
            2L, method(AlignmentTest.class, "serve"),
            3L, method(AlignmentTest.class, "work"),
            4L, method(LAMBDA.getClass(), "get"),
            5L, method(Thread.class, "runWith"),
            6L, method(CompiledMethod.class, "work"));

    private static final List<StackTraceElement> SHOWN = List.of(shown("work", 3), shown("serve", 2), shown("main", 1));

    private static MethodInfo method(Class<?> type, String name) {
        return new MethodInfo(
                type, name, "()V", 0, 2, 1, new byte[] {0, 0, 0, 0}, new int[] {2, 3, 1, 2, 0, 1, 3, 4}, false);
    }

    private static StackTraceElement shown(String method, int line) {
        return new StackTraceElement(AlignmentTest.class.getName(), method, "AlignmentTest.java", line);
    }

    private static int[] align(long... frames) {
        return Alignment.of(SHOWN, frames, new Methods(METHODS::get));
    }

    @Test
    void sameFrames_areAligned() {
        assertThat(align(3, 2, 2, 1, 1, 0)).containsExactly(0, 1, 2);
    }

    @Test
    void framesThatTracesLeaveOut_areSkipped() {
        assertThat(align(3, 2, 4, 0, 2, 1, 1, 0, 5, 0)).containsExactly(0, 2, 3);
    }

    @Test
    void frameAtAnotherLine_andNewerOnes_areNone() {
        assertThat(align(3, 2, 2, 2, 1, 0)).containsExactly(Alignment.NONE, Alignment.NONE, 2);
    }

    @Test
    void methodOfTheSameNameInAnotherClass_isNone() {
        assertThat(align(6, 2, 2, 1, 1, 0)).containsExactly(Alignment.NONE, 1, 2);
    }

    @Test
    void threadThatWentDeeper_isAlignedFromTheOldestOn() {
        assertThat(align(6, 0, 3, 2, 2, 1, 1, 0)).containsExactly(1, 2, 3);
    }

    @Test
    void threadThatReturned_hasNoNewestFrame() {
        assertThat(align(2, 1, 1, 0)).containsExactly(Alignment.NONE, 0, 1);
    }

    @Test
    void methodThatTheJvmForgot_isNone() {
        assertThat(align(99, 0, 2, 1, 1, 0)).containsExactly(Alignment.NONE, 1, 2);
    }

    private static ThreadPlan plan(long... frames) {
        Candidate candidate = new Candidate(Thread.currentThread(), 1, true, SHOWN, List.of(0, 1, 2), Set.of());
        return new ThreadPlan(candidate, frames, new Methods(METHODS::get));
    }

    @Test
    void plan_showsFramesThatTheWalkConfirms() {
        ThreadPlan plan = plan(3, 2, 4, 0, 2, 1, 1, 0);

        assertThat(plan.methods()).containsExactlyInAnyOrder(3, 2, 1);
        assertThat(plan.at(0, 3, 2)).isNotNull();
        assertThat(plan.at(1, 4, 0)).as("a frame that is not shown").isNull();
        assertThat(plan.at(2, 2, 1)).isNotNull();
        assertThat(plan.agreed()).extracting(FoundFrame::shownDepth).containsExactly(0, 1, 2);
        assertThat(plan.movedOn()).isEmpty();
    }

    @Test
    void plan_whereTheWalkFoundAnotherPlace_showsOlderFramesOnly() {
        ThreadPlan plan = plan(3, 2, 2, 1, 1, 0);

        assertThat(plan.at(0, 3, 2)).isNotNull();
        assertThat(plan.at(1, 2, 3)).as("moved on within the method").isNull();
        assertThat(plan.at(2, 1, 0)).isNotNull();

        assertThat(plan.agreed()).extracting(FoundFrame::shownDepth).containsExactly(2);
        assertThat(plan.movedOn()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void plan_whereTheWalkFoundAnotherMethod_showsOlderFramesOnly() {
        ThreadPlan other = plan(3, 2, 2, 1, 1, 0);
        other.oldest(2, 1, 0);
        assertThat(other.at(0, 6, 2)).isNull();
        assertThat(other.agreed()).extracting(FoundFrame::shownDepth).containsExactly(1, 2);
    }

    /** Where nothing is told of the oldest frame, nothing can be said of the others. */
    @Test
    void plan_whereAllIsAtOtherDepths_showsNone() {
        ThreadPlan plan = plan(3, 2, 2, 1, 1, 0);
        assertThat(plan.at(3, 1, 0)).isNull();
        assertThat(plan.agreed()).isEmpty();
        assertThat(plan.movedOn()).hasSize(3);
    }

    @Test
    void plan_ofAThreadThatCalledSince_showsWhatIsTheSameFromTheOldestFrameOn() {
        ThreadPlan plan = plan(3, 2, 2, 1, 1, 0);

        plan.oldest(4, 1, 0); // two frames deeper
        assertThat(plan.at(0, 6, 0)).as("called since").isNull();
        assertThat(plan.at(2, 3, 2)).as("called from the same place").isNotNull();
        assertThat(plan.at(3, 2, 1)).isNotNull();
        assertThat(plan.at(4, 1, 0)).isNotNull();
        assertThat(plan.agreed()).extracting(FoundFrame::shownDepth).containsExactly(0, 1, 2);

        ThreadPlan elsewhere = plan(3, 2, 2, 1, 1, 0);
        elsewhere.oldest(4, 1, 0);
        assertThat(elsewhere.at(2, 3, 3)).as("called from another place").isNull();
        assertThat(elsewhere.at(3, 2, 1)).isNotNull();
        assertThat(elsewhere.agreed()).extracting(FoundFrame::shownDepth).containsExactly(1, 2);
        assertThat(elsewhere.movedOn()).containsExactly(0);
    }

    @Test
    void plan_ofAThreadThatReturned_doesNotShowWhatItReturnedFrom() {
        ThreadPlan plan = plan(3, 2, 2, 1, 1, 0);

        plan.oldest(1, 1, 0);
        assertThat(plan.at(0, 2, 1)).isNotNull();
        assertThat(plan.at(1, 1, 0)).isNotNull();

        assertThat(plan.agreed()).extracting(FoundFrame::shownDepth).containsExactly(1, 2);
        assertThat(plan.movedOn()).containsExactly(0);
    }

    /** Of a recursion it cannot be told which of its calls is which, once its depth has changed. */
    @Test
    void plan_ofARecursion_thatMoved_showsNone() {
        List<StackTraceElement> shown = List.of(shown("serve", 2), shown("serve", 2));
        Candidate candidate = new Candidate(Thread.currentThread(), 1, true, shown, List.of(0, 1), Set.of());
        ThreadPlan plan = new ThreadPlan(candidate, new long[] {2, 1, 2, 1}, new Methods(METHODS::get));

        plan.oldest(2, 2, 1);
        assertThat(plan.at(0, 2, 1)).isNotNull();
        assertThat(plan.at(1, 2, 1)).isNotNull();
        assertThat(plan.at(2, 2, 1)).isNull();

        assertThat(plan.agreed()).isEmpty();
    }
}
