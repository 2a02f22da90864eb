package com.acme.orders.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all endpoints share: JSON, and which failure is which status. */
public abstract class Endpoint implements HttpHandler {

    /** Reads and writes the bodies. Thread-safe. */
    protected static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

    private final String path;

    /**
     * An endpoint of a path.
     *
     * @param path what all its addresses begin with, without a slash at the end
     */
    protected Endpoint(String path) {
        this.path = path;
    }

    /** What all its addresses begin with. */
    public final String path() {
        return path;
    }

    /**
     * Answers one request.
     *
     * @param rest what the address has after {@link #path}, without slashes around it
     */
    protected abstract Answer answer(String method, String rest, HttpExchange exchange)
            throws IOException, SQLException, InterruptedException;

    @Override
    public final void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerOrFailure(exchange);
            byte[] body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answerOrFailure(HttpExchange exchange) throws IOException {
        String rest =
                exchange.getRequestURI().getPath().substring(path.length()).replaceAll("^/|/$", "");
        try {
            return answer(exchange.getRequestMethod(), rest, exchange);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Answer.problem(400, e);
        } catch (UnsupportedOperationException e) {
            return Answer.problem(409, e);
        } catch (RejectedExecutionException e) {
            return Answer.problem(503, "too many orders are waiting");
        } catch (IllegalStateException | SQLException e) {
            log.error("{} {} failed", exchange.getRequestMethod(), path, e);
            return Answer.problem(503, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.problem(503, "shutting down");
        }
    }

    /**
     * Status and body of an answer.
     *
     * @param body anything that Jackson can write
     */
    public record Answer(int status, Object body) {

        /** Says what went wrong. */
        public static Answer problem(int status, String message) {
            return new Answer(status, Map.of("problem", message));
        }

        static Answer problem(int status, Exception e) {
            return problem(status, String.valueOf(e.getMessage()));
        }
    }
}
