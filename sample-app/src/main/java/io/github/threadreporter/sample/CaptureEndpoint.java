package io.github.threadreporter.sample;

import com.acme.orders.http.Endpoint;
import com.sun.net.httpserver.HttpExchange;

/** {@code POST /captures/all} and {@code POST /captures/each} take one more capture, e.g. of another trouble. */
final class CaptureEndpoint extends Endpoint {

    private final Captures captures;

    CaptureEndpoint(Captures captures) {
        super("/captures");
        this.captures = captures;
    }

    @Override
    protected Answer answer(String method, String rest, HttpExchange exchange) {
        if (!method.equals("POST")) {
            return Answer.problem(405, "POST /captures/all or /captures/each");
        }
        Shape shape = Shape.named(rest);
        return new Answer(200, CaptureLine.of(shape, captures.take(shape)));
    }
}
