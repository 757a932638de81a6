package dev.gatehouse.connectors.invenio.vendor;

import dev.gatehouse.client.call.BoundedReply;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests on their way, none of which waits for ever. Thread-safe. */
final class Exchanges {
    private final HttpClient http;
    private final URI base;
    private final Duration patience;

    Exchanges(HttpClient http, URI base, Duration patience) {
        this.http = http;
        this.base = base;
        this.patience = patience;
    }

    /** The whole answer, bounded in size and time. */
    HttpResponse<byte[]> whole(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, bounded());
        return wait(answer, patience);
    }

    /** The answer's head, with a body that is still to come. */
    HttpResponse<InputStream> streamed(HttpRequest.Builder request) {
        return wait(http.sendAsync(request.GET().build(), BodyHandlers.ofInputStream()), patience);
    }

    /** Waits as long as the request's body moves on, and then for the answer. */
    HttpResponse<byte[]> sending(HttpRequest request, TransferProgress progress) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, bounded());
        while (!answer.isDone() && !progress.hasStalled()) {
            try {
                answer.get(progress.untilStalled().toMillis() + 1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // asks once more whether it moved on
            } catch (ExecutionException e) {
                break;
            } catch (InterruptedException e) {
                throw interrupted(answer);
            }
        }
        if (!answer.isDone()) {
            answer.cancel(true);
            throw timedOut();
        }
        progress.rethrowFailureOfSource();
        return wait(answer, patience);
    }

    private static BodyHandler<byte[]> bounded() {
        return head -> new BoundedReply(Vendor.MAX_JSON);
    }

    private <T> T wait(CompletableFuture<T> answer, Duration longest) {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timedOut();
        } catch (ExecutionException e) {
            throw translated(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            throw interrupted(answer);
        }
    }

    private ConnectorException translated(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return timedOut();
        }
        if (cause instanceof BoundedReply.TooLong) {
            return Vendor.badAnswer("The repository's answer is longer than " + Vendor.MAX_JSON + " bytes.");
        }
        String message = "The repository at " + Origin.of(base) + " cannot be spoken to: "
                + cause.getClass().getSimpleName() + ".";
        return new ConnectorException(Failure.UNAVAILABLE, message, cause);
    }

    private ConnectorException timedOut() {
        return new ConnectorException(
                Failure.TIMED_OUT, "The repository did not answer within " + patience.toSeconds() + " seconds.");
    }

    private static ConnectorException interrupted(CompletableFuture<?> answer) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        return new ConnectorException(Failure.UNAVAILABLE, "The connector is stopping.");
    }

    /** What is left of an answer that failed, up to a bound. */
    byte[] read(HttpResponse<InputStream> answer) {
        try (InputStream body = new TransferProgress(patience).bounding(answer.body())) {
            return body.readNBytes(Vendor.MAX_JSON);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    void drop(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException e) {
            // nobody wants it
        }
    }
}
