package io.github.threadreporter;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.DeliveryListener;
import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The report that the worker writes and callers read. All state is guarded by a lock that nobody else can reach. */
final class LiveReport implements CaptureReport, DeliveryListener {

    private final CaptureInfo info;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Object lock = new Object();
    private final List<String> eventIds = new ArrayList<>();
    private final List<Loss> unconfirmed = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Loss> withheld = new ArrayList<>();
    private final List<Cut> eventCuts = new ArrayList<>();
    private int threads;
    private int delivered;
    private Account account = Account.EMPTY;
    private Duration processing = Duration.ZERO;

    LiveReport(CaptureInfo info, int threads) {
        this.info = info;
        this.threads = threads;
    }

    /** What is known after enriching replaces what was known after the look. */
    void enriched(ThreadDump dump) {
        synchronized (lock) {
            threads = dump.threads().size();
            account = dump.account();
        }
    }

    void event(String id, List<Cut> cuts) {
        synchronized (lock) {
            eventIds.add(id);
            eventCuts.addAll(cuts);
        }
    }

    void finish(Duration took) {
        synchronized (lock) {
            processing = took;
        }
        done.countDown();
    }

    @Override
    public void delivered(String eventId) {
        synchronized (lock) {
            delivered++;
        }
    }

    @Override
    public void unconfirmed(String eventId, String reason) {
        add(unconfirmed, new Loss(eventId, 1, reason));
    }

    @Override
    public void lost(String eventId, String reason) {
        add(losses, new Loss(eventId, 1, reason));
    }

    @Override
    public void lostRest(int count, String reason) {
        add(losses, new Loss(null, count, reason));
    }

    @Override
    public void attachmentsWithheld(String eventId, int count, String reason) {
        add(withheld, new Loss(eventId, count, reason));
    }

    private void add(List<Loss> to, Loss loss) {
        synchronized (lock) {
            to.add(loss);
        }
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
        return read(() -> threads);
    }

    @Override
    public CaptureTimes times() {
        return info.times();
    }

    @Override
    public Duration processing() {
        return read(() -> processing);
    }

    @Override
    public List<String> eventIds() {
        return read(() -> List.copyOf(eventIds));
    }

    @Override
    public int delivered() {
        return read(() -> delivered);
    }

    @Override
    public List<Loss> unconfirmed() {
        return read(() -> List.copyOf(unconfirmed));
    }

    @Override
    public List<Loss> losses() {
        return read(() -> List.copyOf(losses));
    }

    @Override
    public List<Loss> withheld() {
        return read(() -> List.copyOf(withheld));
    }

    @Override
    public List<Cut> cuts() {
        return read(() -> Cut.merged(account.cuts(), eventCuts));
    }

    @Override
    public List<Missing> missing() {
        return read(() -> account.missing());
    }

    @Override
    public Map<String, Integer> masked() {
        return read(() -> account.masked());
    }

    private <T> T read(Supplier<T> state) {
        synchronized (lock) {
            return state.get();
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
