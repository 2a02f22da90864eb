package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.TaskGroup;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a dump holds, its events are valid, small enough, and account for every thread. */
class ConverterPropertyTest {

    @Property(tries = 120)
    void whole_isKeptByTheServerAndAccountsForEveryThread(
            @ForAll long seed, @ForAll @IntRange(min = 65_536, max = 1_048_576) int bytes) {
        ThreadDump dump = new RandomDumps(seed).next();
        CaptureLimits limits = CaptureLimits.builder().eventBytes(bytes).build();
        ConvertedEvent event = new EventConverter(limits).whole(dump);
        JsonNode json = ServerRules.assertKept(event, bytes);
        assertThat(event.threadIds()).doesNotHaveDuplicates();
        assertThat(event.threadIds().size() + leftOut(event, "threads"))
                .isEqualTo(dump.threads().size());
        assertThat(event.taskIds()).doesNotHaveDuplicates();
        assertThat(event.taskIds().size() + leftOut(event, "tasks"))
                .isEqualTo(dump.tasks().size());
        assertFramesAddUp(dump, event, json);
        if (dump.analysis().culpritId() != null) {
            assertThat(json.at("/threads/values/0/id").asLong())
                    .isEqualTo(dump.analysis().culpritId());
            assertThat(json.at("/threads/values/0/current").asBoolean()).isTrue();
        }
    }

    @Property(tries = 60)
    void each_isKeptByTheServerAndStandsForEveryThreadOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 65_536, max = 1_048_576) int bytes,
            @ForAll @IntRange(min = 1, max = 80) int most) {
        ThreadDump dump = new RandomDumps(seed).next();
        CaptureLimits limits =
                CaptureLimits.builder().eventBytes(bytes).events(most).build();
        Iterator<ConvertedEvent> events = new EventConverter(limits).each(dump);
        List<Long> ids = new ArrayList<>();
        List<String> taskIds = new ArrayList<>();
        long leftOut = 0;
        long tasksLeftOut = 0;
        int made = 0;
        while (events.hasNext()) {
            ConvertedEvent event = events.next();
            ServerRules.assertKept(event, bytes);
            ids.addAll(event.threadIds());
            taskIds.addAll(event.taskIds());
            leftOut += leftOut(event, "threads");
            tasksLeftOut += leftOut(event, "tasks");
            made++;
        }
        int groups = dump.analysis().groups().size() + TaskGroup.of(dump).size();
        assertThat(made).isEqualTo(groups <= most ? groups : most + 1);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.size() + leftOut).isEqualTo(dump.threads().size());
        assertThat(taskIds).doesNotHaveDuplicates();
        assertThat(taskIds.size() + tasksLeftOut).isEqualTo(dump.tasks().size());
    }

    @Property(tries = 60)
    void essentialGroups_loseNothingBeforeAllOthersAreGone(
            @ForAll long seed, @ForAll @IntRange(min = 65_536, max = 400_000) int bytes) {
        ThreadDump dump = new RandomDumps(seed).next();
        CaptureLimits limits = CaptureLimits.builder().eventBytes(bytes).build();
        ConvertedEvent event = new EventConverter(limits).whole(dump);
        Set<Long> shown = new HashSet<>(event.threadIds());
        boolean ordinaryShown = dump.analysis().groups().stream()
                .filter(group -> !group.essential())
                .anyMatch(group -> shown.contains(group.first().id()));
        List<TaskGroup> tasks = TaskGroup.of(dump);
        Set<String> shownTasks = new HashSet<>(event.taskIds());
        ordinaryShown |= tasks.stream()
                .anyMatch(group ->
                        !group.essential() && shownTasks.contains(group.first().id()));
        if (!ordinaryShown) {
            return; // then the essential ones may have had to give way
        }
        List<JsonNode> threads = new ArrayList<>();
        ServerRules.assertKept(event, bytes).at("/threads/values").forEach(threads::add);
        for (StackGroup group : dump.analysis().groups()) {
            if (group.essential()) {
                assertComplete(String.valueOf(group.first().id()), group.first().stack(), threads);
            }
        }
        for (Item.Tasks one : new DumpView(dump).tasks()) {
            if (one.group().essential()) {
                assertComplete(String.valueOf(one.id()), one.stack(), threads);
            }
        }
    }

    private static void assertComplete(String id, StackTrace stack, List<JsonNode> threads) {
        JsonNode entry = threads.stream()
                .filter(candidate -> candidate.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        int sourced = 0;
        FrameWindow window = FrameWindow.of(stack, Detail.FULL);
        for (int i = 0; i < stack.frames().size(); i++) {
            sourced += window.contains(i) && stack.frames().get(i).source() != null ? 1 : 0;
        }
        assertThat(entry.findValues("context_line")).hasSize(sourced);
        assertThat(frames(entry)).isEqualTo(window.size());
    }

    private static void assertFramesAddUp(ThreadDump dump, ConvertedEvent event, JsonNode json) {
        Set<Long> shown = new HashSet<>(event.threadIds());
        int frames = dump.analysis().groups().stream()
                .map(StackGroup::first)
                .filter(thread -> shown.contains(thread.id()))
                .mapToInt(thread -> thread.stack().frames().size())
                .sum();
        Set<String> shownTasks = new HashSet<>(event.taskIds());
        frames += TaskGroup.of(dump).stream()
                .map(TaskGroup::first)
                .filter(task -> shownTasks.contains(task.id()))
                .mapToInt(task -> task.stack().frames().size())
                .sum();
        int sent = 0;
        for (JsonNode thread : json.at("/threads/values")) {
            sent += frames(thread);
        }
        assertThat(sent + counted(event, "frames")).isEqualTo(frames);
    }

    /** The frames of an entry without those that mark a gap. */
    private static int frames(JsonNode thread) {
        int frames = 0;
        for (JsonNode frame : thread.at("/stacktrace/frames")) {
            frames += frame.get("module").asText().equals("…") ? 0 : 1;
        }
        return frames;
    }

    private static long leftOut(ConvertedEvent event, String what) {
        return counted(event, what) + counted(event, what + " of a deadlock or chain");
    }

    private static long counted(ConvertedEvent event, String what) {
        return event.cuts().stream()
                .filter(cut -> cut.what().equals(what))
                .mapToLong(cut -> cut.count())
                .sum();
    }
}
