package io.github.threadreporter.send;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A project of a Sentry, as it may be shown to anybody: without its key.
 *
 * @param host with the port where one is named, e.g. {@code sentry.acme.com} or {@code localhost:9000}
 * @param project its number
 */
public record SentryProject(String host, String project) {

    /** What a DSN leads to; empty where it is none. */
    public static Optional<SentryProject> of(String dsn) {
        try {
            URI uri = new URI(dsn.strip());
            String path = uri.getPath();
            if (uri.getHost() == null || uri.getUserInfo() == null || path == null || path.length() < 2) {
                return Optional.empty();
            }
            String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            String[] parts = path.split("/", -1);
            return Optional.of(new SentryProject(host, parts[parts.length - 1]));
        } catch (URISyntaxException e) {
            return Optional.empty(); // its message would show the key
        }
    }

    /** {@code project 42 on sentry.acme.com}. */
    public String text() {
        return "project " + project + " on " + host;
    }
}
