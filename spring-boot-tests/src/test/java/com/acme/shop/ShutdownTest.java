package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.closing.ClosingApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An application in a JVM of its own that is told to end while it answers a request. */
class ShutdownTest {

    private static final int TERMINATED = 128 + 15;

    private final List<String> printed = new ArrayList<>();

    @Test
    void reporter_isClosedBehindTheWebServer_andBeforeSentry() throws Exception {
        try (Receiver sentry = Receiver.start()) {
            Process process = start(sentry);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                String port = next(output).replace("port ", "");
                CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
                        .sendAsync(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/slow"))
                                        .build(),
                                BodyHandlers.ofString());
                assertThat(next(output)).isEqualTo("the request begins");

                // Process.destroy would close its output as well.
                process.toHandle().destroy();

                assertThat(List.of(next(output), next(output), next(output)))
                        .containsExactly(
                                "the request ends, reporter open",
                                "the last one stops, reporter open",
                                "Sentry closes, reporter closed");
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(TERMINATED);
                assertThat(response.get().body()).isEqualTo("done");
                assertThat(sentry.envelopes().stream().filter(envelope -> envelope.contains("\"capture.id\"")))
                        .as("the captures of the request and of the last one arrived")
                        .hasSize(2);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(Receiver sentry) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClosingApplication.class.getName(),
                        "--server.port=0",
                        "--server.shutdown=graceful",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn",
                        "--threadreporter.limits.close-millis=60000",
                        "--shop.dsn=" + sentry.dsn())
                .redirectErrorStream(true)
                .start();
    }

    /** What the application says next; other lines are kept for the message of a failure. */
    private String next(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("> ")) {
            printed.add(line);
            line = output.readLine();
        }
        assertThat(line).as("it printed:%n%s", String.join("\n", printed)).isNotNull();
        return line.substring(2);
    }
}
