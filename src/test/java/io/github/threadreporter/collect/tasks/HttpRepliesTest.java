package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpRepliesTest {

    private final PoolVictims victims = new PoolVictims();

    @AfterEach
    void end() {
        victims.end();
    }

    @Test
    void senderWaitsForAReply_whichIsNamedWithoutItsQuery() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/stock", exchange -> {
            asked.countDown();
            victims.rest(exchange);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/stock/17?token=secret"))
                .build();
        Thread sender = victims.start("sender", () -> client.send(request, BodyHandlers.discarding()));
        PoolVictims.until(() -> asked.getCount() == 0);
        TaskLooks.untilWaiting(sender);

        ThreadDump dump = TaskLooks.look();

        Resource reply = TaskLooks.awaited(dump, "sender").orElseThrow();
        assertThat(reply.name()).isEqualTo("the reply to GET http://localhost:" + port + "/stock/17");
        assertThat(reply.unknown()).isEqualTo("another process sends it");
        assertThat(reply.holders()).isEmpty();
        victims.end();
        server.stop(0);
    }
}
