package io.github.threadreporter.send;

import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.IScopes;
import io.sentry.protocol.SentryId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Check-ins of a schedule with Sentry Crons, so that Sentry raises an alert when they stop coming. They are no events and
 * have a quota of their own. Without a Sentry that is initialised nothing is sent, which Sentry notices. Thread-safe.
 */
public final class CheckIns {

    private final Supplier<IScopes> scopes;
    private final MonitorPlan plan;

    /** @param scopes asked before each check-in */
    public CheckIns(Supplier<IScopes> scopes, MonitorPlan plan) {
        this.scopes = scopes;
        this.plan = plan;
    }

    /** A run begins; the id is for {@link #end}. Makes the monitor, or changes it to the plan. */
    public String begin() {
        CheckIn checkIn = new CheckIn(plan.slug(), CheckInStatus.IN_PROGRESS);
        checkIn.setMonitorConfig(plan.config());
        send(checkIn);
        return checkIn.getCheckInId().toString();
    }

    /**
     * A run is over.
     *
     * @param id from {@link #begin}
     */
    public void end(String id, boolean ok, Duration took) {
        CheckIn checkIn = new CheckIn(new SentryId(id), plan.slug(), ok ? CheckInStatus.OK : CheckInStatus.ERROR);
        checkIn.setDuration(took.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
        send(checkIn);
    }

    /** A run that had nothing to do. */
    public void ok() {
        CheckIn checkIn = new CheckIn(plan.slug(), CheckInStatus.OK);
        checkIn.setMonitorConfig(plan.config());
        send(checkIn);
    }

    private void send(CheckIn checkIn) {
        IsolatedClient client = IsolatedClient.of(scopes.get());
        if (client != null) {
            client.capture(checkIn);
        }
    }
}
