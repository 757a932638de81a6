package dev.gatehouse.client.call;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends calls. Every call is bounded in time and size. Thread-safe. */
public final class Transport {
    private static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;

    private final Listeners listeners;
    private final Limits limits;
    private final HttpClient http;
    private final @Nullable ClientCredentials client;
    private final @Nullable AccessTokens tokens;

    private Transport(
            Listeners listeners,
            Limits limits,
            HttpClient http,
            @Nullable ClientCredentials client,
            @Nullable AccessTokens tokens) {
        this.listeners = listeners;
        this.limits = limits;
        this.http = http;
        this.client = client;
        this.tokens = tokens;
    }

    /** One that shows nothing of itself. */
    public static Transport anonymous(Listeners listeners, Limits limits, HttpClient http) {
        return new Transport(listeners, limits, http, null, null);
    }

    /**
     * What bounds calls.
     *
     * @param timeout for one call, to the last byte of its answer
     * @param pageSize how many elements of a list are asked for at once
     */
    public record Limits(Duration timeout, int pageSize) {}

    /** Where the two listeners are. */
    public record Listeners(URI admin, URI open) {
        URI resolve(ApiOperation operation, String target) {
            String base = (operation.isPublic() ? open : admin).toString();
            return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target);
        }
    }

    /** The same with a client's credentials, for operations that take them. */
    public Transport withClient(ClientCredentials credentials) {
        return new Transport(listeners, limits, http, credentials, tokens);
    }

    /** The same with access tokens. */
    public Transport withTokens(AccessTokens source) {
        return new Transport(listeners, limits, http, client, source);
    }

    /** Begins a call. @param segments what stands in the places of the path's parameters */
    public ApiCall call(ApiOperation operation, Object... segments) {
        return new ApiCall(this, operation, operation.expand(segments));
    }

    ClientCredentials client() {
        if (client == null) {
            throw new IllegalStateException("this operation needs client credentials, which the client was not given");
        }
        return client;
    }

    AccessTokens tokens() {
        if (tokens == null) {
            throw new IllegalStateException(
                    "this operation needs an access token, which the client was given no source of");
        }
        return tokens;
    }

    int pageSize() {
        return limits.pageSize();
    }

    URI resolve(ApiOperation operation, String target) {
        return listeners.resolve(operation, target);
    }

    /** @throws GatehouseException when there is no answer, and when it is not a success */
    Reply send(ApiOperation operation, HttpRequest request) {
        HttpResponse<byte[]> answer = answer(operation, request, head -> new BoundedReply(MAX_REPLY_BYTES));
        Reply reply = new Reply(answer.statusCode(), answer.headers(), answer.body());
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            throw GatehouseException.refused(operation, reply);
        }
        return reply;
    }

    /** An answer that goes on; its body is read whole where it is an error. */
    InputStream open(ApiOperation operation, HttpRequest request) {
        HttpResponse<InputStream> answer = answer(operation, request, BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        try (InputStream body = answer.body()) {
            Reply reply = new Reply(answer.statusCode(), answer.headers(), body.readNBytes(MAX_REPLY_BYTES));
            throw GatehouseException.refused(operation, reply);
        } catch (IOException e) {
            throw GatehouseException.unanswered(operation, e);
        }
    }

    private <T> HttpResponse<T> answer(
            ApiOperation operation, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, handler);
        try {
            return answer.get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw GatehouseException.unanswered(operation, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw GatehouseException.unanswered(operation, new TimeoutException("not within " + limits.timeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatehouseException.unanswered(operation, e);
        } finally {
            answer.cancel(true);
        }
    }
}
