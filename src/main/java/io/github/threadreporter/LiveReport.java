package io.github.threadreporter;

import io.github.threadreporter.incident.Teller;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.DeliveryListener;
import io.github.threadreporter.send.DeliveryLog;
import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The report that the worker writes and callers read. Its state is guarded by a lock that nobody else can reach. */
final class LiveReport implements CaptureReport, Teller.Telling {

    private final CaptureInfo info;
    private final DeliveryLog deliveries = new DeliveryLog();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Object lock = new Object();
    private final List<String> eventIds = new ArrayList<>();
    private final List<Cut> eventCuts = new ArrayList<>();
    private int threads;
    private int tasks;
    private Account account = Account.EMPTY;
    private Duration processing = Duration.ZERO;
    private Set<Long> involved = Set.of();
    private long bytes;
    private boolean refused;

    LiveReport(CaptureInfo info, int threads) {
        this.info = info;
        this.threads = threads;
    }

    /** What is known after enriching replaces what was known after the look. */
    void enriched(ThreadDump dump) {
        synchronized (lock) {
            threads = dump.threads().size();
            tasks = dump.tasks().size();
            account = dump.account();
        }
    }

    void event(String id, List<Cut> cuts, long size) {
        synchronized (lock) {
            eventIds.add(id);
            eventCuts.addAll(cuts);
            bytes += size;
        }
    }

    /** The threads that the finding explains. */
    void involved(Set<Long> threads) {
        synchronized (lock) {
            involved = Set.copyOf(threads);
        }
    }

    /** There was no look. */
    void refuse(String why) {
        synchronized (lock) {
            refused = true;
        }
        deliveries.lostRest(1, why);
        finish(Duration.ZERO);
    }

    Instant takenAt() {
        return info.takenAt();
    }

    /** How much was handed over: events before compression, attachments as they are packed. */
    long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    @Override
    public boolean isTaken() {
        synchronized (lock) {
            return !refused;
        }
    }

    @Override
    public Set<Long> involved() {
        synchronized (lock) {
            return involved;
        }
    }

    /** Hears what becomes of the events. */
    DeliveryListener deliveries() {
        return deliveries;
    }

    void finish(Duration took) {
        synchronized (lock) {
            processing = took;
        }
        done.countDown();
    }

    @Override
    public String captureId() {
        return info.id();
    }

    @Override
    public CaptureReason reason() {
        return info.reason();
    }

    @Override
    public int threads() {
        synchronized (lock) {
            return threads;
        }
    }

    @Override
    public int tasks() {
        synchronized (lock) {
            return tasks;
        }
    }

    @Override
    public CaptureTimes times() {
        return info.times();
    }

    @Override
    public Duration processing() {
        synchronized (lock) {
            return processing;
        }
    }

    @Override
    public List<String> eventIds() {
        synchronized (lock) {
            return List.copyOf(eventIds);
        }
    }

    @Override
    public int delivered() {
        return deliveries.delivery().delivered().size();
    }

    @Override
    public List<Loss> unconfirmed() {
        return deliveries.delivery().unconfirmed();
    }

    @Override
    public List<Loss> losses() {
        return deliveries.delivery().losses();
    }

    @Override
    public List<Loss> withheld() {
        return deliveries.delivery().withheld();
    }

    @Override
    public List<Cut> cuts() {
        synchronized (lock) {
            return Cut.merged(account.cuts(), eventCuts);
        }
    }

    @Override
    public List<Missing> missing() {
        synchronized (lock) {
            return account.missing();
        }
    }

    @Override
    public Map<String, Integer> masked() {
        synchronized (lock) {
            return account.masked();
        }
    }

    @Override
    public boolean isDone() {
        return done.getCount() == 0;
    }

    @Override
    public CaptureReport await(Duration atMost) {
        try {
            done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    /** One line for a log. */
    @Override
    public String toString() {
        return "capture " + captureId() + ": " + threads() + " threads, paused "
                + times().pause().toNanos() / 1e6 + " ms, " + delivered() + " of "
                + eventIds().size() + " events delivered" + (isDone() ? "" : " so far");
    }
}
