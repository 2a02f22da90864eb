package com.acme.orders.work;

import com.acme.orders.Order;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ITransaction;
import io.sentry.Sentry;
import io.sentry.SpanStatus;
import io.sentry.TransactionOptions;
import io.sentry.protocol.User;
import org.slf4j.MDC;

/**
 * What is known of an order while a thread works on it: {@code orderId} and {@code customer} in the MDC, and a Sentry
 * scope of the thread's own with user, tag and trace. Taken back by {@link #close}, on the thread that entered.
 */
final class OrderContext implements AutoCloseable {

    private final ISentryLifecycleToken scope;
    private final ITransaction transaction;

    private OrderContext(ISentryLifecycleToken scope, ITransaction transaction) {
        this.scope = scope;
        this.transaction = transaction;
    }

    static OrderContext enter(Order order, String operation) {
        // A fork of the root, so that nothing of an earlier order on this thread is left.
        IScopes scopes = Sentry.forkedRootScopes(operation);
        ISentryLifecycleToken token = scopes.makeCurrent();
        scopes.configureScope(scope -> {
            User user = new User();
            user.setUsername(order.request().customer());
            scope.setUser(user);
            scope.setTag("item", order.request().item());
        });
        TransactionOptions bound = new TransactionOptions();
        bound.setBindToScope(true);
        ITransaction transaction = scopes.startTransaction(operation, "order", bound);
        MDC.put("orderId", order.reference());
        MDC.put("customer", order.request().customer());
        return new OrderContext(token, transaction);
    }

    void failed() {
        transaction.setStatus(SpanStatus.INTERNAL_ERROR);
    }

    @Override
    public void close() {
        MDC.remove("orderId");
        MDC.remove("customer");
        transaction.finish();
        scope.close();
    }
}
