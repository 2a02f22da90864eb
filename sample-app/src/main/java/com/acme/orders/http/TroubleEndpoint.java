package com.acme.orders.http;

import com.acme.orders.trouble.Troubles;
import com.acme.orders.trouble.UnknownTroubleException;
import com.sun.net.httpserver.HttpExchange;
import java.util.Map;

/** {@code POST /trouble/NAME} gets the service into a trouble, {@code DELETE} out of it; {@code GET /trouble} lists them. */
final class TroubleEndpoint extends Endpoint {

    private final Troubles troubles;

    TroubleEndpoint(Troubles troubles) {
        super("/trouble");
        this.troubles = troubles;
    }

    @Override
    protected Answer answer(String method, String rest, HttpExchange exchange) throws InterruptedException {
        try {
            return switch (method) {
                case "GET" -> new Answer(200, Troubles.NAMES);
                case "POST" -> new Answer(200, Map.of("trouble", rest, "seen", troubles.enter(rest)));
                case "DELETE" -> new Answer(200, Map.of("trouble", rest, "seen", troubles.leave(rest)));
                default -> Answer.problem(405, "GET, POST or DELETE");
            };
        } catch (UnknownTroubleException e) {
            return Answer.problem(404, e);
        }
    }
}
