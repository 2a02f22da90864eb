package io.github.threadreporter.convert;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.sentry.SentryLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event is to say, before it is known how much of it fits.
 *
 * @param message its sentence
 * @param level how loud it is: {@code error} for a deadlock, which never ends by itself, {@code warning} for any other
 *     culprit, {@code info} for what merely happened to be seen
 * @param fingerprint what groups it
 * @param subject the thread whose context it carries, and tags if it is about no task; or null
 * @param task the task that it is about, or null
 * @param groups the groups of threads it shows, most important first
 * @param tasks the groups of tasks it shows, most important first
 * @param single whether the event is about its one group alone
 * @param cuts what was decided to be left out before
 */
record Draft(
        Headline message,
        SentryLevel level,
        List<String> fingerprint,
        @Nullable CapturedThread subject,
        @Nullable Task task,
        List<StackGroup> groups,
        List<Item.Tasks> tasks,
        boolean single,
        List<Cut> cuts) {

    private static final Headline NOTHING = Headline.of("Thread capture: no culprit");

    /** @param issue what the first event of its incident was, or null */
    static Draft whole(DumpView view, @Nullable Issue issue) {
        return new Draft(
                IncidentWords.headline(view.dump(), headline(view), issue),
                view.mainDeadlock() != null ? SentryLevel.ERROR : level(view, view.culprit()),
                issue == null ? Fingerprints.whole(view) : issue.fingerprint(),
                view.culprit(),
                null,
                view.groups(),
                view.tasks(),
                false,
                List.of());
    }

    /** An event without threads: an incident is over. */
    static Draft end(DumpView view, @Nullable Issue issue) {
        return new Draft(
                IncidentWords.headline(
                        view.dump(), IncidentWords.noticed(view.dump().info().reason()), issue),
                SentryLevel.INFO,
                issue == null ? Fingerprints.whole(view) : issue.fingerprint(),
                null,
                null,
                List.of(),
                List.of(),
                false,
                List.of());
    }

    static Issue issue(DumpView view) {
        return new Issue(Fingerprints.whole(view), headline(view));
    }

    private static Headline headline(DumpView view) {
        CaptureReason reason = view.dump().info().reason();
        if (view.culprit() == null
                && IncidentWords.lasts(view.dump())
                && !reason.detail().isEmpty()) {
            return IncidentWords.noticed(reason);
        }
        Headline headline = view.dump().analysis().headline();
        return headline.template().isEmpty() ? NOTHING : headline;
    }

    static Draft one(DumpView view, StackGroup group) {
        String name = ThreadEntries.label(group, new Cuts());
        return new Draft(
                Headline.of("traceback from %s", name),
                level(view, group.first()),
                Fingerprints.one(group.first()),
                group.first(),
                null,
                List.of(group),
                List.of(),
                true,
                List.of());
    }

    /** The context is that of the thread which runs the task, if one does. */
    static Draft one(DumpView view, Item.Tasks tasks) {
        Task task = tasks.group().first();
        Long runner = task.threadId();
        return new Draft(
                Headline.of("traceback from %s", TaskWords.label(tasks.group(), new Cuts())),
                view.isDeadlocked(task) ? SentryLevel.ERROR : SentryLevel.INFO,
                Fingerprints.one(task),
                runner == null ? null : view.waits().thread(runner),
                task,
                List.of(),
                List.of(tasks),
                true,
                List.of());
    }

    /** Everything above the limit of events. */
    static Draft rest(DumpView view, List<StackGroup> groups, List<Item.Tasks> tasks, int events) {
        int number = groups.size() + tasks.size();
        return new Draft(
                tasks.isEmpty()
                        ? Headline.of("traceback from %s more groups of threads", number)
                        : Headline.of("traceback from %s more groups of threads and tasks", number),
                SentryLevel.INFO,
                Fingerprints.rest(view),
                null,
                null,
                groups,
                tasks,
                false,
                List.of(new Cut("events of single groups", number, "events=" + events)));
    }

    /** {@code com.acme.Stock.reserve}: Sentry does not look for it in threads. */
    @Nullable
    String transaction(Cuts cuts) {
        StackTrace stack = task != null ? task.stack() : subject != null ? subject.stack() : StackTrace.EMPTY;
        Frame frame = stack.interesting();
        return frame == null
                ? null
                : cuts.text("transaction", frame.className() + "." + frame.method(), ServerLimits.NAME);
    }

    private static SentryLevel level(DumpView view, @Nullable CapturedThread thread) {
        if (thread == null) {
            return SentryLevel.INFO;
        }
        if (view.isDeadlocked(thread)) {
            return SentryLevel.ERROR;
        }
        return view.isCulprit(thread) ? SentryLevel.WARNING : SentryLevel.INFO;
    }
}
