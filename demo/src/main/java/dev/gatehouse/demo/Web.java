package dev.gatehouse.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Calls of HTTP APIs, as a program makes them. Thread-safe. */
final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Sends a request; whatever is not a success ends the demo. */
    JsonNode json(HttpRequest.Builder request) {
        HttpRequest made = request.timeout(PATIENCE).build();
        HttpResponse<String> answer = send(made, BodyHandlers.ofString());
        check(made, answer.statusCode(), answer.body());
        return DemoJson.parse(answer.body().isEmpty() ? "null" : answer.body());
    }

    /** The content that is there. */
    InputStream content(HttpRequest.Builder request) throws IOException {
        HttpRequest made = request.timeout(PATIENCE).build();
        HttpResponse<InputStream> answer = send(made, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            check(made, answer.statusCode(), new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new DemoException(request.method() + " " + request.uri() + " got no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("The demo was interrupted.");
        }
    }

    private static void check(HttpRequest request, int status, String body) {
        if (status >= 300) {
            throw new DemoException(
                    request.method() + " " + request.uri().getPath() + " was answered " + status + ": " + body);
        }
    }

    static HttpRequest.Builder sending(String method, URI uri, JsonNode body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()));
    }

    /** Parameters of a query or a form. */
    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
