package io.github.threadreporter.send;

import io.sentry.CheckIn;
import io.sentry.CombinedScopeView;
import io.sentry.DataCategory;
import io.sentry.Hint;
import io.sentry.IScope;
import io.sentry.IScopes;
import io.sentry.ISentryClient;
import io.sentry.Scope;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryId;
import io.sentry.transport.RateLimiter;
import io.sentry.util.HintUtils;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's client with the global scope and nothing else, so that no event gets the user, tags, breadcrumbs, trace,
 * session or event processors of whatever thread sends it.
 *
 * <p>New scopes rather than cleared forks: clearing a fork tells the application's scope observers that its breadcrumbs
 * and contexts are gone, and keeps the fork's trace and session. The client rather than {@code IScopes}: that would
 * overwrite the application's {@code Sentry.getLastEventId()}.
 */
final class IsolatedClient {

    private final ISentryClient client;
    private final IScope global;
    private final SentryOptions options;

    private IsolatedClient(ISentryClient client, IScope global, SentryOptions options) {
        this.client = client;
        this.global = global;
        this.options = options;
    }

    /** Null where Sentry is not initialised or was closed. */
    static @Nullable IsolatedClient of(IScopes scopes) {
        if (!scopes.isEnabled()) {
            return null;
        }
        IScope global = scopes.getGlobalScope();
        CombinedScopeView view = new CombinedScopeView(global, scopes.getIsolationScope(), scopes.getScope());
        return new IsolatedClient(view.getClient(), global, scopes.getOptions());
    }

    /** Whether both hand events to the same transport. */
    boolean sameAs(@Nullable IsolatedClient other) {
        return other != null && client == other.client;
    }

    boolean enabled() {
        return client.isEnabled();
    }

    /** Whether the transport neither dropped an envelope in the last seconds nor is rate limited. */
    boolean healthy() {
        return client.isHealthy();
    }

    boolean limited(DataCategory category) {
        RateLimiter limiter = client.getRateLimiter();
        return limiter != null && limiter.isActiveForCategory(category);
    }

    int queueSize() {
        return options.getMaxQueueSize();
    }

    long maxAttachmentSize() {
        return options.getMaxAttachmentSize();
    }

    void flush(long millis) {
        client.flush(millis);
    }

    /**
     * Runs the application's event processors and {@code beforeSend}, then hands over.
     *
     * @return the id under which it was handed over; null where the SDK dropped it
     */
    @Nullable
    String capture(Outgoing outgoing, Submission submission) {
        Hint hint = HintUtils.createWithTypeCheckHint(submission);
        hint.addAttachments(outgoing.attachments());
        IScope scope = new CombinedScopeView(global, new Scope(options), new Scope(options));
        SentryId id = client.captureEvent(outgoing.event(), scope, hint);
        return SentryId.EMPTY_ID.equals(id) ? null : id.toString();
    }

    /** Hands over a check-in; whether it arrives is not known. */
    void capture(CheckIn checkIn) {
        IScope scope = new CombinedScopeView(global, new Scope(options), new Scope(options));
        client.captureCheckIn(checkIn, scope, new Hint());
    }

    /** What can be behind an event that the SDK dropped; it does not tell which. */
    String dropReason() {
        List<String> reasons = new ArrayList<>();
        Double rate = options.getSampleRate();
        if (rate != null && rate < 1) {
            reasons.add("sampleRate=" + rate);
        }
        if (options.getBeforeSend() != null) {
            reasons.add("beforeSend");
        }
        if (options.getIgnoredErrors() != null) {
            reasons.add("ignoredErrors");
        }
        reasons.add("an event processor");
        return "dropped by " + String.join(" or ", reasons);
    }
}
