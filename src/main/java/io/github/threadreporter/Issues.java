package io.github.threadreporter;

import io.github.threadreporter.convert.EventConverter;
import io.github.threadreporter.convert.Issue;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Incident.State;
import io.github.threadreporter.model.ThreadDump;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Remembers the first event of each incident, so that the later ones become the same issue. Thread-safe. */
final class Issues {

    /** More incidents than can be open at a time. */
    private static final int MOST = 256;

    private final EventConverter converter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Issue> issues = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Issue> eldest) {
            return size() > MOST;
        }
    };

    Issues(EventConverter converter) {
        this.converter = converter;
    }

    /** What the first event was; that of this dump, if there was none before. Null where no incident lasts. */
    @Nullable
    Issue of(ThreadDump dump) {
        Incident incident = dump.story().incident();
        if (incident == null || incident.state() == State.MOMENT) {
            return null;
        }
        lock.lock();
        try {
            return issues.computeIfAbsent(incident.id(), id -> converter.issue(dump));
        } finally {
            lock.unlock();
        }
    }

    /** The same for the last event, after which it is forgotten; null where there was none. */
    @Nullable
    Issue last(ThreadDump dump) {
        Incident incident = dump.story().incident();
        lock.lock();
        try {
            return incident == null ? null : issues.remove(incident.id());
        } finally {
            lock.unlock();
        }
    }
}
