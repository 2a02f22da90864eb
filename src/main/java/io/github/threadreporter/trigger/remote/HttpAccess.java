package io.github.threadreporter.trigger.remote;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who may capture by HTTP, and how often. Knows no server. Thread-safe. */
final class HttpAccess {

    static final String PATH = "/capture";

    private static final String SCHEME = "bearer ";
    private static final Duration BETWEEN_CAPTURES = Duration.ofSeconds(10);
    private static final Duration FAILURES_WITHIN = Duration.ofMinutes(1);
    private static final int MOST_FAILURES = 10;

    private final HttpOptions options;
    private final Allowance captures;
    private final Allowance failures;

    HttpAccess(HttpOptions options, LongSupplier nanoTime) {
        this.options = options;
        this.captures = new Allowance(1, BETWEEN_CAPTURES, nanoTime);
        this.failures = new Allowance(MOST_FAILURES, FAILURES_WITHIN, nanoTime);
    }

    /**
     * What is wrong with a request; null where nothing is. The limit of captures is asked apart, once its body is read.
     *
     * @param header all values of a header, empty where it is not there
     */
    @Nullable
    HttpAnswer refusal(String method, @Nullable String path, Function<String, List<String>> header) {
        if (!PATH.equals(path)) {
            return HttpAnswer.error(404, "there is only " + PATH);
        }
        if (!method.equals("POST")) {
            return HttpAnswer.error(405, "only POST captures");
        }
        List<String> host = header.apply("Host");
        if (host.size() != 1 || !options.isHost(host.get(0))) {
            return HttpAnswer.error(421, "this is not the host that was asked");
        }
        if (!header.apply("Origin").isEmpty()) {
            return HttpAnswer.error(403, "not from a web page");
        }
        return tokenRefusal(header.apply("Authorization"));
    }

    /** After too many wrong tokens a right one is refused as well: else they could be tried without end. */
    private @Nullable HttpAnswer tokenRefusal(List<String> authorization) {
        long wait = failures.seconds();
        if (wait > 0) {
            return HttpAnswer.later(wait, "too many requests with a wrong token");
        }
        if (authorization.size() == 1 && isToken(authorization.get(0))) {
            return null;
        }
        failures.take();
        return HttpAnswer.error(401, "no token, or a wrong one, in the header Authorization: Bearer TOKEN");
    }

    private boolean isToken(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && options.isToken(authorization.substring(SCHEME.length()).strip());
    }

    /** Takes the place of one capture; what to answer if there is none. */
    @Nullable
    HttpAnswer takePlace() {
        long wait = captures.take();
        return wait > 0 ? HttpAnswer.later(wait, "there was a capture a moment ago") : null;
    }
}
