package com.acme.orders.load;

import com.acme.orders.work.NamedThreads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders something over HTTP, again and again, so that a capture shows a service at work. Thread-safe. */
public final class LoadGenerator implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoadGenerator.class);
    private static final List<String> CUSTOMERS = List.of("Ada", "Grace", "Linus", "Barbara", "Edsger");
    private static final List<String> ITEMS = List.of("coffee", "tea", "cups");

    private final URI orders;
    private final Duration pause;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Thread thread = new NamedThreads("load-generator").newThread(this::run);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private int turn;

    private LoadGenerator(URI orders, Duration pause) {
        this.orders = orders;
        this.pause = pause;
    }

    /**
     * Begins at once.
     *
     * @param api where the service listens
     * @param pause from one order to the next
     */
    public static LoadGenerator start(URI api, Duration pause) {
        LoadGenerator load = new LoadGenerator(URI.create(api + "/orders"), pause);
        load.thread.start();
        return load;
    }

    /** Orders that the service took. */
    public long accepted() {
        return accepted.sum();
    }

    /** Orders that the service did not take. */
    public long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                order();
                // The pause follows the answer: a service that is slow gets less load, not a burst afterwards.
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException e) {
            log.debug("closed", e);
        }
    }

    private void order() throws InterruptedException {
        String customer = CUSTOMERS.get(turn % CUSTOMERS.size());
        String item = ITEMS.get(turn % ITEMS.size());
        turn++;
        String json = "{\"customer\":\"" + customer + "\",\"item\":\"" + item + "\",\"quantity\":1}";
        try {
            int status = http.send(
                            HttpRequest.newBuilder(orders)
                                    .timeout(Duration.ofSeconds(2))
                                    .POST(BodyPublishers.ofString(json))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            (status == 202 ? accepted : refused).increment();
        } catch (IOException e) {
            refused.increment();
            log.debug("an order was not taken", e);
        }
    }
}
