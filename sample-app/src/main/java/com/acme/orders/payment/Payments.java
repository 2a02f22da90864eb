package com.acme.orders.payment;

import com.acme.orders.Order;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

/**
 * Client of the payment provider. Thread-safe.
 *
 * <p>It sets no request timeout, as is found in many a service: a provider that does not answer takes its caller along.
 */
public final class Payments {

    private final URI provider;
    private final String apiToken;
    private final HttpClient http;

    /**
     * @param provider where the provider listens, ending in a slash
     * @param apiToken what the provider knows us by
     * @param executor runs the client's own callbacks
     */
    public Payments(URI provider, String apiToken, Executor executor) {
        this.provider = provider;
        this.apiToken = apiToken;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
    }

    /**
     * Charges the customer of an order.
     *
     * @throws PaymentException if the provider refuses or can't be reached
     */
    public void charge(Order order) {
        String form = "customer=" + encoded(order.request().customer()) + "&order=" + order.id();
        send(request("charges").POST(BodyPublishers.ofString(form)).build());
    }

    /**
     * How much was charged to a customer so far, in the provider's words.
     *
     * @throws PaymentException if the provider refuses or can't be reached
     */
    public String balance(String customer) {
        return send(request("balances?customer=" + encoded(customer)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(provider.resolve(path)).header("Authorization", "Bearer " + apiToken);
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new PaymentException(request.uri().getPath() + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new PaymentException(request.uri().getPath() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaymentException(request.uri().getPath() + " was interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
