package io.github.threadreporter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.testing.Dumps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGroupTest {

    private static final StackTrace APP = Dumps.stack(Dumps.frame("com.acme.Ship", "load", 7));
    private static final StackTrace LIBRARY = Dumps.stack(Dumps.frame("org.lib.Ship", "load", 7));

    @Test
    void tasksOfOneShape_areOneGroupWhateverTheirNames() {
        List<TaskGroup> groups = groups(Analysis.NONE, task("a", APP), task("b", APP));
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).first().id()).isEqualTo("a");
        assertThat(groups.get(0).size()).isEqualTo(2);
    }

    @Test
    void equalStacksOfDifferentIdentity_areOnePlace() {
        StackTrace equal = Dumps.stack(Dumps.frame("com.acme.Ship", "load", 7));
        assertThat(groups(Analysis.NONE, task("a", APP), task("b", equal))).hasSize(1);
    }

    @Test
    void whatDiffersInKindStatePlacePoolOrRuns_isAnotherGroup() {
        Task task = task("a", APP);
        List<TaskGroup> groups = groups(
                Analysis.NONE,
                task,
                Task.of("b", TaskKind.JOB, "b", "suspended").withStack(APP),
                Task.of("c", TaskKind.COROUTINE, "c", "cancelling").withStack(APP),
                task("d", LIBRARY),
                task("e", APP).withPool(new LockRef("com.acme.Pool", "1")),
                task("f", APP).withThread(7L));
        assertThat(groups).hasSize(6);
    }

    @Test
    void tasksOfTheChainAndOfDeadlocks_standAloneAndFirst() {
        Analysis analysis = new Analysis(
                List.of(),
                List.of(new Deadlock(List.of(Node.task("c")), List.of(Node.task("d"), Node.thread(1)))),
                null,
                Headline.NONE,
                List.of(Node.thread(1), Node.task("b")));
        List<TaskGroup> groups =
                groups(analysis, task("a", APP), task("b", APP), task("c", APP), task("d", APP), task("e", APP));
        assertThat(groups)
                .extracting(group -> group.first().id() + group.essential())
                .containsExactly("btrue", "ctrue", "dtrue", "afalse");
        assertThat(groups.get(3).size()).isEqualTo(2);
    }

    @Test
    void applicationComesBeforeLibrariesAndManyBeforeFew() {
        List<TaskGroup> groups = groups(
                Analysis.NONE,
                task("a", LIBRARY),
                task("b", LIBRARY),
                task("c", APP),
                task("d", APP).withThread(1L),
                task("e", APP).withThread(1L));
        assertThat(groups).extracting(group -> group.first().id()).containsExactly("d", "c", "a");
    }

    @Test
    void hundredThousandTasksOfThreeShapes_areThreeGroups() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            tasks.add(Task.of("t" + i, TaskKind.values()[i % 3], "task " + i, "queued"));
        }
        assertThat(groups(Analysis.NONE, tasks.toArray(Task[]::new)))
                .extracting(TaskGroup::size)
                .containsExactly(33_334, 33_333, 33_333);
    }

    @Test
    void groupOfNothing_isRefused() {
        assertThatThrownBy(() -> new TaskGroup(false, List.of())).hasMessageContaining("tasks");
    }

    private static Task task(String id, StackTrace stack) {
        return Task.of(id, TaskKind.COROUTINE, "load " + id, "suspended").withStack(stack);
    }

    private static List<TaskGroup> groups(Analysis analysis, Task... tasks) {
        return TaskGroup.of(Dumps.of().withTasks(List.of(tasks)).withAnalysis(analysis));
    }
}
