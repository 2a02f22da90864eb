package io.github.threadreporter.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Asks the receiver whether it really has what the report says was delivered. */
final class Arrivals {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI page;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Arrivals(URI page) {
        this.page = page;
    }

    /** How many of these events the receiver has. */
    int count(List<String> eventIds) throws IOException, InterruptedException {
        int arrived = 0;
        for (String id : eventIds) {
            HttpRequest request = HttpRequest.newBuilder(page.resolve("api/events/" + id))
                    .timeout(PATIENCE)
                    .build();
            if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                arrived++;
            }
        }
        return arrived;
    }
}
