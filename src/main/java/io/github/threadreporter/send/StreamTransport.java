package io.github.threadreporter.send;

import io.sentry.Hint;
import io.sentry.ISerializer;
import io.sentry.SentryEnvelope;
import io.sentry.hints.Enqueable;
import io.sentry.hints.SubmissionResult;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import io.sentry.util.HintUtils;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes envelopes as they would be sent, before compression, in place of sending them. */
final class StreamTransport implements ITransport {

    private final ISerializer serializer;
    private final OutputStream out;

    StreamTransport(ISerializer serializer, OutputStream out) {
        this.serializer = serializer;
        this.out = out;
    }

    @Override
    public synchronized void send(SentryEnvelope envelope, Hint hint) throws IOException {
        HintUtils.runIfHasType(hint, Enqueable.class, Enqueable::markEnqueued);
        try {
            serializer.serialize(envelope, out);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // declared by the SDK
            throw new IOException("the event could not be written", e);
        }
        out.flush();
        HintUtils.runIfHasType(hint, SubmissionResult.class, result -> result.setResult(true));
    }

    @Override
    public void flush(long timeoutMillis) {}

    @Override
    public @Nullable RateLimiter getRateLimiter() {
        return null;
    }

    @Override
    public void close(boolean isRestarting) {}

    @Override
    public void close() {}
}
