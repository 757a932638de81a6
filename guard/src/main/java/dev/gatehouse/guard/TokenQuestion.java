package dev.gatehouse.guard;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.decision.AccessDecision;
import dev.gatehouse.client.decision.RequestLine;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.RequestContent;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks Gatehouse about requests whose tokens it was not asked about lately. Thread-safe; bounded in time and number. */
final class TokenQuestion {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_AT_ONCE = 32;

    private final String serviceId;
    private final Gatehouse gatehouse;
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE);

    TokenQuestion(GuardOptions options) {
        this.serviceId = options.serviceId();
        this.gatehouse = Gatehouse.at(options.registry(), options.issuer())
                .over(HttpClient.newBuilder()
                        // An offer of HTTP/2 would be taken for one of the request that is asked about.
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build())
                .timeout(PATIENCE)
                .build();
    }

    /** Empty where there is no answer. */
    Optional<AccessDecision> ask(ForwardedRequest request, RequestContent content, String bearer) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            RequestLine line = new RequestLine(request.method(), request.target());
            Secret token = Secret.of(bearer);
            List<String> mediaType = content.fields("Content-Type");
            return Optional.of(
                    content.body().length == 0 || mediaType.size() != 1
                            ? gatehouse.decisions().decide(serviceId, line, token)
                            : gatehouse.decisions().decide(serviceId, line, content.body(), mediaType.get(0), token));
        } catch (GatehouseException e) {
            return Optional.empty();
        } finally {
            turns.release();
        }
    }
}
