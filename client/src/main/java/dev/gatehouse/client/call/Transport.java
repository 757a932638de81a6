package dev.gatehouse.client.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends calls. Every call is bounded in time and size. Thread-safe. */
public final class Transport {
    static final String IF_NONE_MATCH = "If-None-Match";
    static final int NOT_MODIFIED = 304;

    private final Listeners listeners;
    private final Limits limits;
    private final Wire wire;
    private final Identity identity;

    public Transport(Listeners listeners, Limits limits, Wire wire, Identity identity) {
        this.listeners = listeners;
        this.limits = limits;
        this.wire = wire;
        this.identity = identity;
    }

    /**
     * What bounds calls.
     *
     * @param timeout for one call, to the last byte of its answer
     * @param replyBytes how long an answer may be
     * @param pageSize how many elements of a list are asked for at once
     */
    public record Limits(Duration timeout, long replyBytes, int pageSize) {}

    /**
     * What calls go over.
     *
     * @param headers fields that every call has, asked for once a request on the thread that calls
     */
    public record Wire(HttpClient http, Supplier<Map<String, String>> headers) {}

    /** Where the two listeners are. @param open null where the public one is not called */
    public record Listeners(URI admin, @Nullable URI open) {
        CallTarget target(ApiOperation operation, String path) {
            URI listener = operation.isPublic() ? open : admin;
            if (listener == null) {
                throw new IllegalStateException(
                        operation + " is an operation of the public listener, which the client was not told of");
            }
            String base = listener.toString();
            String slashless = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
            return new CallTarget(operation, URI.create(slashless + path));
        }
    }

    /** The same for somebody else. */
    public Transport as(Identity other) {
        return new Transport(listeners, limits, wire, other);
    }

    /** Begins a call. @param segments what stands in the places of the path's parameters */
    public ApiCall call(ApiOperation operation, Object... segments) {
        return new ApiCall(this, listeners.target(operation, operation.expand(segments)));
    }

    ClientCredentials client() {
        if (identity.client() == null) {
            throw new IllegalStateException("this operation needs client credentials, which the client was not given");
        }
        return identity.client();
    }

    AccessTokenSource tokens() {
        if (identity.tokens() == null) {
            throw new IllegalStateException(
                    "this operation needs an access token, which the client was given no source of");
        }
        return identity.tokens();
    }

    @Nullable
    String inPlaceOfTokens() {
        return identity.inPlaceOfTokens();
    }

    Map<String, String> headers() {
        return wire.headers().get();
    }

    long replyBytes() {
        return limits.replyBytes();
    }

    int pageSize() {
        return limits.pageSize();
    }

    /** @throws GatehouseException when there is no answer, and when it is neither a success nor what was asked for */
    ApiReply send(CallTarget target, HttpRequest request) {
        HttpResponse<byte[]> answer = answer(target, request, head -> bounded());
        ApiReply reply = new ApiReply(answer.statusCode(), answer.headers(), answer.body());
        boolean expected = reply.status() == NOT_MODIFIED
                ? request.headers().firstValue(IF_NONE_MATCH).isPresent()
                : reply.status() >= 200 && reply.status() <= 299;
        if (!expected) {
            throw GatehouseException.refused(target, reply);
        }
        return reply;
    }

    /** An answer that goes on. @throws GatehouseException when there is none, and when it is not a success */
    InputStream open(CallTarget target, HttpRequest request) {
        HttpResponse<InputStream> answer = answer(target, request, this::streamUnlessError);
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        try (InputStream body = answer.body()) {
            throw GatehouseException.refused(
                    target, new ApiReply(answer.statusCode(), answer.headers(), body.readAllBytes()));
        } catch (IOException e) {
            throw GatehouseException.unanswered(target, e);
        }
    }

    private BodySubscriber<byte[]> bounded() {
        return new BoundedReply(limits.replyBytes());
    }

    /** Errors are read whole before they are an answer, so that the bounds of every call hold for them. */
    private BodySubscriber<InputStream> streamUnlessError(HttpResponse.ResponseInfo head) {
        return head.statusCode() == 200
                ? BodySubscribers.ofInputStream()
                : BodySubscribers.mapping(bounded(), ByteArrayInputStream::new);
    }

    private <T> HttpResponse<T> answer(CallTarget target, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = wire.http().sendAsync(request, handler);
        try {
            return answer.get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw GatehouseException.unanswered(target, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw GatehouseException.unanswered(target, new TimeoutException("not within " + limits.timeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatehouseException.unanswered(target, e);
        } finally {
            answer.cancel(true);
        }
    }
}
