package io.github.threadreporter.receiver;

import com.sun.net.httpserver.HttpExchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The public key that a sender shows: in a header, or in the query as browsers do it. */
final class Auth {

    private static final Pattern IN_HEADER = Pattern.compile("(?:^|[\\s,])sentry_key\\s*=\\s*([^\\s,]+)");
    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)sentry_key=([^&]*)");

    private Auth() {}

    /** Empty if there is none. */
    static String key(HttpExchange exchange) {
        String found = find(IN_HEADER, exchange.getRequestHeaders().getFirst("X-Sentry-Auth"));
        return found.isEmpty() ? find(IN_QUERY, exchange.getRequestURI().getRawQuery()) : found;
    }

    private static String find(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
