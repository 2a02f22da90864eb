package com.acme.orders.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.orders.app.RunningOrders;
import com.acme.orders.app.RunningOrders.Answer;
import com.acme.orders.load.LoadGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderApiTest {

    @RegisterExtension
    final RunningOrders orders = new RunningOrders();

    @Test
    void order_isAcceptedAndPaid() throws Exception {
        Answer accepted = orders.post("/orders", "{\"customer\":\"Ada\",\"item\":\"tea\",\"quantity\":2}");

        assertThat(accepted.status()).isEqualTo(202);
        String address = "/orders/" + accepted.body().path("id").asLong();
        await().untilAsserted(() -> {
            Answer order = orders.get(address);
            assertThat(order.status()).isEqualTo(200);
            assertThat(order.body().path("status").asText()).isEqualTo("PAID");
            assertThat(order.body().path("customer").asText()).isEqualTo("Ada");
            assertThat(order.body().path("quantity").asInt()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"customer\":\"Ada\",\"item\":\"tea\",\"quantity\":0}",
                "{\"customer\":\" \",\"item\":\"tea\",\"quantity\":1}",
                "{\"item\":\"tea\",\"quantity\":1}"
            })
    void order_isRefused_whenWrong(String json) throws Exception {
        assertThat(orders.post("/orders", json).status()).isEqualTo(400);
    }

    @Test
    void order_isNotFound_whenThereIsNone() throws Exception {
        assertThat(orders.get("/orders/7").status()).isEqualTo(404);
        assertThat(orders.get("/orders/seven").status()).isEqualTo(400);
    }

    @Test
    void method_isRefused_whenUnknown() throws Exception {
        assertThat(orders.send("PUT", "/orders/7", "").status()).isEqualTo(405);
        assertThat(orders.send("PUT", "/trouble/deadlock", "").status()).isEqualTo(405);
    }

    @Test
    void trouble_isNotFound_whenThereIsNoneOfThatName() throws Exception {
        Answer answer = orders.post("/trouble/earthquake", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("problem").asText()).contains("earthquake", "deadlock");
    }

    @Test
    void troubles_areListed() throws Exception {
        assertThat(orders.get("/trouble").body())
                .extracting(Object::toString)
                .asString()
                .contains("pool-exhaustion");
    }

    @Test
    void load_isServed() {
        LoadGenerator load = orders.application().load();
        await().until(() -> load.accepted() >= 10);
        long refused = load.refused(); // the first one may wait too long for a service that has just started
        await().until(() -> load.accepted() >= 30);
        assertThat(load.refused()).isEqualTo(refused);
    }
}
