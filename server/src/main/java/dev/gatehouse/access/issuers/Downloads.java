package dev.gatehouse.access.issuers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Small documents from other servers: bounded in time and size, and never from where a redirect leads. Thread-safe. */
final class Downloads implements AutoCloseable {
    /** For all that one attempt asks for, to the last byte. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int MAX_BYTES = 128 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(DEADLINE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** There is nothing at this address. */
    static final class NotFound extends IOException {
        private static final long serialVersionUID = 1L;

        NotFound(URI location) {
            super("there is nothing at " + location);
        }
    }

    /** Starts the clock. */
    Attempt attempt() {
        return new Attempt(System.nanoTime() + DEADLINE.toNanos());
    }

    /** Documents that share a deadline. Used by one thread. */
    final class Attempt {
        private final long deadline;

        private Attempt(long deadline) {
            this.deadline = deadline;
        }

        /** @throws IOException where it is not there in time, too large, or not answered with 200 */
        String get(URI location) throws IOException {
            HttpRequest request = HttpRequest.newBuilder(location)
                    .header("Accept", "application/json, application/jwk-set+json")
                    .build();
            CompletableFuture<HttpResponse<byte[]>> answer =
                    http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
            HttpResponse<byte[]> document = await(answer, location);
            if (document.statusCode() == 404) {
                throw new NotFound(location);
            }
            if (document.statusCode() != 200) {
                throw new IOException(location + " answered " + document.statusCode());
            }
            return new String(document.body(), StandardCharsets.UTF_8);
        }

        private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, URI location)
                throws IOException {
            try {
                return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw new IOException(location + ": " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                throw new IOException(location + " gave no complete answer in " + DEADLINE.toSeconds() + " s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                answer.cancel(true);
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
