package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryRuntime;
import java.util.Date;
import java.util.List;

/** Everything of an event but its threads and what depends on how many of these fit. */
final class EventBase {

    private static final int TEMPLATE = 500;
    private static final int PARAM_BYTES = 600;
    private static final int PARAMS = 12;
    private static final int SENTENCE_BYTES = 4_000;

    private EventBase() {}

    @SuppressWarnings("JavaUtilDate") // the SDK's own type
    static SentryEvent of(DumpView view, Draft draft, int contextBytes, Cuts cuts) {
        ThreadDump dump = view.dump();
        SentryEvent event = new SentryEvent();
        event.setTimestamp(Date.from(dump.info().takenAt()));
        event.getContexts().setRuntime(runtime(dump.info().jvm(), cuts));
        event.setPlatform(SentryBaseEvent.DEFAULT_PLATFORM);
        event.setLogger("thread-reporter");
        event.setMessage(message(draft.message(), cuts));
        event.setLevel(draft.level());
        event.setFingerprints(draft.fingerprint());
        event.setTransaction(draft.transaction(cuts));
        dump.info().reason().tags().forEach((key, value) -> event.setTag(key, tag(value, cuts)));
        event.setTag("capture.id", cuts.text("tag values", dump.info().id(), ServerLimits.NAME));
        event.setTag(
                "capture.reason", cuts.text("tag values", dump.info().reason().kind(), ServerLimits.NAME));
        CapturedThread subject = draft.subject();
        Task task = draft.task();
        if (task != null) {
            addTags(event, task, cuts);
        } else if (subject != null) {
            addTags(event, subject, cuts);
        }
        ThreadScope.apply(event, subject, dump.info().id(), contextBytes, cuts);
        ThreadScope.put(event, "locks", LockWords.context(view, subject, task, contextBytes, cuts));
        IncidentWords.apply(event, dump, contextBytes, cuts);
        WaitContexts.apply(event, view, draft, contextBytes, cuts);
        HistoryContext.apply(event, view, subject, contextBytes, cuts);
        return event;
    }

    /** Set here, since the SDK would tell of the JVM that sends. */
    private static SentryRuntime runtime(JvmInfo jvm, Cuts cuts) {
        SentryRuntime runtime = new SentryRuntime();
        runtime.setName(jvm.name().isEmpty() ? "unknown" : cuts.text("runtime", jvm.name(), ServerLimits.NAME));
        runtime.setVersion(cuts.text("runtime", jvm.version(), ServerLimits.NAME));
        return runtime;
    }

    private static void addTags(SentryEvent event, CapturedThread subject, Cuts cuts) {
        event.setTag("thread.name", cuts.text("tag values", ThreadEntries.name(subject), ServerLimits.NAME));
        event.setTag("thread.state", subject.state().name());
        event.setTag("thread.kind", subject.kind().label());
        String transaction = subject.context().scope().transaction();
        if (transaction != null && !transaction.isBlank()) {
            event.setTag("thread.transaction", cuts.text("tag values", transaction, ServerLimits.NAME));
        }
    }

    private static void addTags(SentryEvent event, Task subject, Cuts cuts) {
        event.setTag("task.name", tag(subject.name(), cuts));
        event.setTag("task.kind", subject.kind().label());
        event.setTag("task.state", tag(subject.state(), cuts));
    }

    /** A tag that is blank would be no tag. */
    private static String tag(String text, Cuts cuts) {
        return text.isBlank() ? Texts.MARK : cuts.text("tag values", text, ServerLimits.NAME);
    }

    /** The template groups and the parameters do not, so each is bounded by itself. */
    private static Message message(Headline headline, Cuts cuts) {
        List<String> params = headline.params().stream()
                .limit(PARAMS)
                .map(param -> Texts.cutToBytes(Texts.oneLine(param), PARAM_BYTES))
                .toList();
        String template = cuts.text("message template", headline.template(), TEMPLATE);
        String sentence = new Headline(template, params).text();
        if (!params.equals(headline.params())) {
            cuts.add("message parameters", 1, "bytes=" + PARAM_BYTES);
        }
        Message message = new Message();
        message.setMessage(template);
        message.setParams(params);
        message.setFormatted(Texts.cutToBytes(sentence, SENTENCE_BYTES));
        return message;
    }
}
