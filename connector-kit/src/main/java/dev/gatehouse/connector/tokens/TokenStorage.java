package dev.gatehouse.connector.tokens;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.connector.transfer.BoundedBody;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of the token storage's API (contracts/token-storage.yaml). Thread-safe; every call is bounded in time and size. */
public final class TokenStorage implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1024 * 1024;

    private final TokenStorageAddress address;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Thread::startVirtualThread)
            .build();

    /** @param timeout for one call */
    public TokenStorage(TokenStorageAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** An answer: its status, its body where that is JSON, and after how many seconds to try again. */
    record Reply(int status, JsonNode body, String retryAfter) {
        /** What the token storage says is wrong. */
        String description() {
            return body.path("description").asString("status " + status);
        }

        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    Reply register(ObjectNode service) throws IOException {
        return send(request(address.resolve("/service"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(service))));
    }

    /** An access token that is valid for so many seconds at least. */
    Reply accessToken(String user, String connector, int minValid) throws IOException {
        return send(request(address.beside(
                        "/connections/" + encoded(user) + "/" + encoded(connector) + "/token?min_valid=" + minValid))
                .GET());
    }

    /** What a person entered, with their name at the third party. */
    Reply credentials(String user, String connector) throws IOException {
        return send(request(token(user, connector)).GET());
    }

    /** Has the token storage fetch another access token. */
    Reply refresh(String user, String connector) throws IOException {
        return send(request(token(user, connector)).PUT(BodyPublishers.noBody()));
    }

    private URI token(String user, String connector) {
        return address.resolve("/user/" + encoded(user) + "/token/" + encoded(connector));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json");
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), request, (carrier, name, value) -> request.setHeader(name, value));
        address.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), head -> new BoundedBody(MAX_BYTES));
            return new Reply(
                    response.statusCode(),
                    json(response.body()),
                    response.headers().firstValue("Retry-After").orElse("5"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while calling the token storage");
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.parse(body);
        } catch (ApiException e) {
            return Json.object();
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
