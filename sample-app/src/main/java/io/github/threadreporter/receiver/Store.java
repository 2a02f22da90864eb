package io.github.threadreporter.receiver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Captures in memory, bounded by number and by bytes: the oldest makes room for the newest. Thread-safe. */
final class Store {

    /**
     * What is in the store at one moment.
     *
     * @param revision changes with every change of the store
     * @param captures newest first
     * @param bytes of all of them
     * @param evictedCaptures how many were left out since the start to make room
     * @param evictedEvents how many events went with them
     * @param evictedBytes how many bytes went with them
     */
    record Contents(
            long revision,
            List<StoredCapture> captures,
            long bytes,
            long evictedCaptures,
            long evictedEvents,
            long evictedBytes) {}

    private final ReceiverLimits limits;
    private final Map<String, StoredCapture> captures = new LinkedHashMap<>();
    private final Map<String, String> captureOfEvent = new LinkedHashMap<>();
    private long revision;
    private long bytes;
    private long evictedCaptures;
    private long evictedEvents;
    private long evictedBytes;

    Store(ReceiverLimits limits) {
        this.limits = limits;
    }

    synchronized void add(StoredEvent event) {
        String owner = captureOfEvent.get(event.id());
        String id = owner != null ? owner : event.summary().entryId();
        put(id, event);
        makeRoom(id);
    }

    /** Adds files to an event that came before them; false if it is not here. */
    synchronized boolean attach(String eventId, List<StoredAttachment> files, @Nullable DocumentSummary document) {
        StoredEvent event = event(eventId);
        if (event == null) {
            return false;
        }
        add(event.with(files, document));
        return true;
    }

    synchronized Contents contents() {
        List<StoredCapture> newestFirst = new ArrayList<>(captures.values());
        Collections.reverse(newestFirst);
        return new Contents(revision, List.copyOf(newestFirst), bytes, evictedCaptures, evictedEvents, evictedBytes);
    }

    synchronized @Nullable StoredCapture capture(String id) {
        return captures.get(id);
    }

    synchronized @Nullable StoredEvent event(String eventId) {
        String id = captureOfEvent.get(eventId);
        StoredCapture capture = id == null ? null : captures.get(id);
        return capture == null ? null : capture.event(eventId);
    }

    private void put(String id, StoredEvent event) {
        revision++;
        StoredCapture before = captures.get(id);
        StoredCapture after = before == null
                ? new StoredCapture(id, event.summary().captureId() != null, revision, List.of(event))
                : before.with(event, revision);
        captures.put(id, after);
        captureOfEvent.put(event.id(), id);
        bytes += after.bytes() - (before == null ? 0 : before.bytes());
    }

    private void makeRoom(String newest) {
        Deque<String> oldest = new ArrayDeque<>(captures.keySet());
        oldest.remove(newest);
        while (!oldest.isEmpty() && (captures.size() > limits.captures() || bytes > limits.storeBytes())) {
            evict(oldest.removeFirst());
        }
        StoredCapture last = captures.get(newest);
        while (last != null && bytes > limits.storeBytes() && last.events().size() > 1) {
            forget(last.first());
            last = last.withoutFirst(++revision);
            captures.put(newest, last);
        }
    }

    private void evict(String id) {
        StoredCapture capture = captures.remove(id);
        if (capture != null) {
            evictedCaptures++;
            revision++;
            capture.events().forEach(this::forget);
        }
    }

    private void forget(StoredEvent event) {
        captureOfEvent.remove(event.id());
        bytes -= event.bytes();
        evictedEvents++;
        evictedBytes += event.bytes();
    }
}
