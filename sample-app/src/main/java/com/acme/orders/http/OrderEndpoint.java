package com.acme.orders.http;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.OrderView;
import com.acme.orders.store.OrderRepository;
import com.acme.orders.work.OrderDesk;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** {@code POST /orders} takes an order in; {@code GET /orders/ID} says where it stands. */
final class OrderEndpoint extends Endpoint {

    private final OrderDesk desk;
    private final OrderRepository repository;

    OrderEndpoint(OrderDesk desk, OrderRepository repository) {
        super("/orders");
        this.desk = desk;
        this.repository = repository;
    }

    @Override
    protected Answer answer(String method, String rest, HttpExchange exchange) throws IOException, SQLException {
        if (method.equals("POST") && rest.isEmpty()) {
            OrderRequest request = JSON.readValue(exchange.getRequestBody(), OrderRequest.class);
            return new Answer(202, desk.accept(request).view());
        }
        if (method.equals("GET") && !rest.isEmpty()) {
            return find(Long.parseLong(rest))
                    .map(order -> new Answer(200, order))
                    .orElseGet(() -> Answer.problem(404, "no order " + rest));
        }
        return Answer.problem(405, "POST /orders, or GET /orders/ID");
    }

    private Optional<OrderView> find(long id) throws SQLException {
        Optional<OrderView> underWay = desk.underWay(id).map(Order::view);
        return underWay.isPresent() ? underWay : repository.find(id);
    }
}
