package io.github.threadreporter.convert;

import io.github.threadreporter.model.Cut;
import io.sentry.SentryEvent;
import java.util.List;

/**
 * An event ready to be handed to the SDK.
 *
 * @param event holds finished values only; nobody may touch it after it was captured
 * @param threadIds the threads that have an entry in the event, of their own or folded into that of an equal stack; in
 *     the order of the entries. Threads left out are counted in {@code cuts}
 * @param taskIds the same for {@linkplain io.github.threadreporter.model.Task#id() tasks}
 * @param cuts what was left out of this event, beyond what the dump itself already lacks. The event tells the same in
 *     its context {@code capture}
 */
public record ConvertedEvent(SentryEvent event, List<Long> threadIds, List<String> taskIds, List<Cut> cuts) {
    public ConvertedEvent {
        threadIds = List.copyOf(threadIds);
        taskIds = List.copyOf(taskIds);
        cuts = List.copyOf(cuts);
    }
}
