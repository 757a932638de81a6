package dev.gatehouse.connectors.webdav.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;

/** Sends a request and receives the head of its answer. Stateless. */
final class RequestExecutor {
    private static final Timeout LEAVE_TO_SEND = Timeout.ofSeconds(3);
    private static final Timeout EARLY_ANSWER = Timeout.ofMilliseconds(200);

    private RequestExecutor() {}

    /**
     * Sends the request, its body only where the server does not refuse it before.
     *
     * @throws SourceException where the body could not be read
     * @throws ProtocolException where the answer is no HTTP
     */
    static ClassicHttpResponse execute(HttpClientConnection http, ClassicHttpRequest request, ExchangeProgress progress)
            throws IOException {
        try {
            http.sendRequestHeader(request);
            Optional<ClassicHttpResponse> refusal =
                    request.containsHeader(HttpHeaders.EXPECT) ? refusal(http) : Optional.empty();
            if (refusal.isEmpty()) {
                sendBody(http, request, progress);
            }
            ClassicHttpResponse answer = refusal.isPresent() ? refusal.get() : answer(http);
            if (MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
                http.receiveResponseEntity(answer);
            }
            return answer;
        } catch (HttpException e) {
            ProtocolException failure = new ProtocolException("what the server answered is no HTTP");
            failure.initCause(e);
            throw failure;
        }
    }

    /** What the server answers before it has the body; nothing where it wants it, or does not know that it may answer. */
    private static Optional<ClassicHttpResponse> refusal(HttpClientConnection http) throws IOException, HttpException {
        http.flush();
        if (http.isDataAvailable(LEAVE_TO_SEND)) {
            return Optional.of(http.receiveResponseHeader()).filter(RequestExecutor::isFinal);
        }
        if (http.isStale()) {
            throw new NoHttpResponseException("the server hung up");
        }
        return Optional.empty();
    }

    private static boolean isFinal(ClassicHttpResponse response) {
        return response.getCode() >= HttpStatus.SC_SUCCESS;
    }

    /** Servers that do not want the rest of a body, for want of space for one, answer and close. */
    private static void sendBody(HttpClientConnection http, ClassicHttpRequest request, ExchangeProgress progress)
            throws IOException, HttpException {
        try {
            http.sendRequestEntity(request);
            http.flush();
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            if (!progress.isBodyBegun() || progress.isExhausted() || !http.isDataAvailable(EARLY_ANSWER)) {
                throw e;
            }
        }
    }

    private static ClassicHttpResponse answer(HttpClientConnection http) throws IOException, HttpException {
        ClassicHttpResponse response = http.receiveResponseHeader();
        while (!isFinal(response)) {
            response = http.receiveResponseHeader();
        }
        return response;
    }
}
