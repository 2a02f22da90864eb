package io.github.threadreporter.trigger.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where an {@link HttpTrigger} listens, and what it asks of who calls. The token is not kept, only its digest. Immutable.
 */
public final class HttpOptions {

    /** How many characters a token has at least. */
    public static final int LEAST_TOKEN = 16;

    private static final int MOST_TOKEN = 1_000;

    private final String address;
    private final int port;
    private final byte[] tokenDigest;
    private final Set<String> hosts;

    /**
     * @param address a name or number of this machine; empty for the loopback address, which only this machine reaches
     * @param port 0 for any free one
     * @param token what a caller must know: 16 to 1000 visible characters of ASCII
     * @param hosts names beside {@code localhost} and the address by which callers may reach it: anything else in the
     *     {@code Host} header is refused, since a web page can give this machine a name of its own
     * @throws IllegalArgumentException if one of them is not of the form above; the token is not named in it
     */
    public HttpOptions(String address, int port, String token, Set<String> hosts) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port: " + port + " is not between 0 and 65535");
        }
        if (token.length() < LEAST_TOKEN || token.length() > MOST_TOKEN) {
            throw new IllegalArgumentException(
                    "http.token: it has " + token.length() + " characters, not " + LEAST_TOKEN + " to " + MOST_TOKEN);
        }
        if (token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("http.token: it has characters that are not visible ones of ASCII");
        }
        this.address = address.strip();
        this.port = port;
        this.tokenDigest = digest(token);
        Set<String> known = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        for (String host : hosts) {
            known.add(host.strip().toLowerCase(Locale.ROOT));
        }
        if (!this.address.isEmpty()) {
            String lower = this.address.toLowerCase(Locale.ROOT);
            known.add(lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower);
        }
        this.hosts = Set.copyOf(known);
    }

    /** On the loopback address. */
    public static HttpOptions loopback(int port, String token) {
        return new HttpOptions("", port, token, Set.of());
    }

    String address() {
        return address;
    }

    int port() {
        return port;
    }

    /** Takes as long whatever is wrong with it. */
    boolean isToken(String token) {
        return MessageDigest.isEqual(tokenDigest, digest(token));
    }

    /** Whether that is one of the names, with or without a port. */
    boolean isHost(String header) {
        String host = header.strip().toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            host = host.substring(0, colon);
        }
        return hosts.contains(host);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
