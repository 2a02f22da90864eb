package io.github.threadreporter.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done to the frames of threads is done to those of tasks. */
class TaskFramesTest {

    private static StackTrace stack() {
        return Dumps.stack(
                new Frame("org.other.Job", "run", "Job.java", 7, null, false, null),
                Dumps.frame("java.lang.Thread", "run", 840));
    }

    @Test
    void marker_marksWhereTasksStandAndWhereTheyWereCreated() {
        Task task =
                Task.of("a@1", TaskKind.JOB, "a", "queued").withStack(stack()).withCreatedAt(stack());
        CapturedThread thread = CapturedThread.builder(1, "main").stack(stack()).build();

        ThreadDump marked = InAppMarker.of(List.of("org.other"), List.of(), "")
                .apply(Dumps.of(thread).withTasks(List.of(task)));

        StackTrace result = marked.tasks().get(0).stack();
        assertThat(result.frames()).extracting(Frame::inApp).containsExactly(true, false);
        assertThat(marked.tasks().get(0).createdAt()).isSameAs(result);
        assertThat(marked.threads().get(0).stack()).isSameAs(result);
    }

    @Test
    void unchangedFrames_leaveTheDumpAsItIs() {
        ThreadDump dump = TaskDumps.exhausted();

        ThreadDump mapped = new FrameMapper(dump).map(frame -> frame);

        assertThat(mapped).isEqualTo(dump);
        assertThat(mapped.tasks().get(4)).isSameAs(dump.tasks().get(4));
    }

    /** Asked once for each distinct frame, however many tasks have it. */
    @Test
    void hundredThousandTasksOfOneShape_areOneStack() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            tasks.add(Task.of("a@" + i, TaskKind.JOB, "a", "queued").withStack(stack()));
        }
        List<Frame> asked = new ArrayList<>();

        ThreadDump mapped = new FrameMapper(Dumps.of().withTasks(tasks)).map(frame -> {
            asked.add(frame);
            return frame.withInApp(true);
        });

        assertThat(asked).hasSize(2);
        assertThat(mapped.tasks().stream()
                        .map(Task::stack)
                        .filter(stack -> stack != mapped.tasks().get(0).stack()))
                .isEmpty();
    }
}
