package com.acme.orders.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import io.sentry.IScope;
import io.sentry.Sentry;
import io.sentry.protocol.SentryId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class OrderContextTest {

    private final Order order = new Order(1_234, new OrderRequest("Ada", "tea", 1));

    @BeforeEach
    void initSentry() {
        Sentry.init(options -> {
            options.setDsn("http://key@127.0.0.1:1/1");
            options.setTracesSampleRate(0.0);
            options.setShutdownTimeoutMillis(1);
        });
    }

    @AfterEach
    void closeSentry() {
        Sentry.close();
    }

    @Test
    void mdc_namesOrderAndCustomer_onlyInside() {
        try (OrderContext context = OrderContext.enter(order, "place order")) {
            assertThat(MDC.getCopyOfContextMap())
                    .containsEntry("orderId", "order-1234")
                    .containsEntry("customer", "Ada");
        }
        assertThat(MDC.get("orderId")).isNull();
        assertThat(MDC.get("customer")).isNull();
    }

    @Test
    void scope_hasUserTagAndTransaction_onlyInside() {
        try (OrderContext context = OrderContext.enter(order, "place order")) {
            IScope scope = scope();
            assertThat(scope.getUser()).isNotNull();
            assertThat(scope.getUser().getUsername()).isEqualTo("Ada");
            assertThat(scope.getTags()).containsEntry("item", "tea");
            assertThat(scope.getTransactionName()).isEqualTo("place order");
            assertThat(scope.getSpan()).isNotNull();
        }
        assertThat(scope().getUser()).isNull();
        assertThat(scope().getTags()).isEmpty();
    }

    @Test
    void trace_isAnotherForEachOrder() {
        List<SentryId> traces = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (OrderContext context = OrderContext.enter(order, "place order")) {
                traces.add(Sentry.getSpan().getSpanContext().getTraceId());
            }
        }
        assertThat(traces).doesNotHaveDuplicates().doesNotContain(SentryId.EMPTY_ID);
    }

    private static IScope scope() {
        AtomicReference<IScope> found = new AtomicReference<>();
        Sentry.configureScope(found::set);
        return found.get();
    }
}
