package io.github.threadreporter.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request comes through here: the guards first, then the way to its answer. */
final class Router implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final Ingest ingest;
    private final JsonApi api;
    private final PageFiles page;

    Router(Ingest ingest, JsonApi api, PageFiles page) {
        this.ingest = ingest;
        this.api = api;
        this.page = page;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Responses.guard(exchange);
            try {
                route(exchange);
            } catch (HttpProblem problem) {
                Responses.problem(exchange, problem);
            } catch (RuntimeException bug) {
                log.warn("Cannot answer {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), bug);
                // Where the answer has begun, the connection ends instead.
                if (exchange.getResponseCode() < 0) {
                    Responses.problem(exchange, new HttpProblem(500, "receiver failed, see its log"));
                }
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException, HttpProblem {
        checkHost(exchange);
        // Split before decoding: a name may hold a slash.
        String raw = exchange.getRequestURI().getRawPath();
        if (raw == null || !raw.startsWith("/")) {
            throw new HttpProblem(400, "no path");
        }
        String[] path =
                Arrays.stream(raw.substring(1).split("/")).map(Router::decode).toArray(String[]::new);
        if (path.length == 3 && path[0].equals("api") && path[2].equals("envelope")) {
            allow(exchange, "POST");
            if (!path[1].equals(Receiver.PROJECT)) {
                throw new HttpProblem(403, "no such project");
            }
            ingest.handle(exchange);
            return;
        }
        allow(exchange, "GET");
        if (path.length > 1 && path[0].equals("api")) {
            api.handle(exchange, Arrays.copyOfRange(path, 1, path.length));
        } else if (!page.handle(exchange, raw)) {
            throw new HttpProblem(404, "nothing here");
        }
    }

    private static String decode(String segment) {
        return java.net.URI.create("/" + segment).getPath().substring(1);
    }

    private static void allow(HttpExchange exchange, String method) throws HttpProblem {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new HttpProblem(405, "use " + method);
        }
    }

    /**
     * A page from anywhere can make its own host name lead to 127.0.0.1 and then read what is here as its own: only
     * its Host header tells.
     */
    private static void checkHost(HttpExchange exchange) throws HttpProblem {
        String host = exchange.getRequestHeaders().getFirst("Host");
        int port = exchange.getLocalAddress().getPort();
        Set<String> ours = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        if (host == null || !ours.contains(host)) {
            throw new HttpProblem(403, "this receiver answers to 127.0.0.1 and localhost only");
        }
    }
}
