package com.acme.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in this JVM, and whoever asks it. */
final class App implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private App(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static App start(String... properties) {
        return start(List.of(), WebApplicationType.SERVLET, properties);
    }

    static App withoutWeb(Class<?> more, String... properties) {
        return start(List.of(more), WebApplicationType.NONE, properties);
    }

    private static App start(List<Class<?>> more, WebApplicationType type, String... properties) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new App(new SpringApplicationBuilder(ShopApplication.class)
                .sources(more.toArray(Class<?>[]::new))
                .web(type)
                .run(arguments.toArray(String[]::new)));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    boolean has(Class<?> type) {
        return context.getBeanNamesForType(type).length > 0;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return client.sendAsync(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
