package dev.gatehouse.connector.conformance.client;

import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls the connector with HTTP/1.1, each call within the subject's patience. For any number of threads. */
public final class ConnectorClient implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final URI address;
    private final Duration patience;
    private final Optional<String> callerToken;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();

    ConnectorClient(ConformanceSubject subject) {
        this.address = subject.address();
        this.patience = subject.limits().patience();
        this.callerToken = subject.callerToken();
    }

    /** A connection on which a request is written by hand; so many bytes of an answer may wait, 0 for as many as usual. */
    public RawCall connect(int receiveBuffer) throws IOException {
        return RawCall.to(address, patience, callerToken, receiveBuffer);
    }

    /** The whole answer, for those that are small. */
    public Reply send(ConnectorCall call) {
        HttpResponse<byte[]> response = answer(call, BodyHandlers.ofByteArray());
        return new Reply(call.toString(), response.statusCode(), response.headers(), response.body());
    }

    /** The body of an answer of status 200, while it comes. */
    InputStream open(ConnectorCall call) {
        HttpResponse<InputStream> response = answer(call, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            new Reply(call.toString(), response.statusCode(), response.headers(), rest(response.body())).expect(200);
        }
        return response.body();
    }

    private <T> HttpResponse<T> answer(ConnectorCall call, BodyHandler<T> handler) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(call)).timeout(patience).method(call.method(), call.body());
        callerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        if (!call.mediaType().isEmpty()) {
            request.header("Content-Type", call.mediaType());
        }
        try {
            return http.send(request.build(), handler);
        } catch (IOException failed) {
            throw new AssertionError(call + " was not answered: " + failed, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(call + " was interrupted", stopped);
        }
    }

    private URI uri(ConnectorCall call) {
        String base = address.toString();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(root + call.path() + call.query());
    }

    private static byte[] rest(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException failed) {
            throw new AssertionError("The answer broke off: " + failed, failed);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
