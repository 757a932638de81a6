package dev.gatehouse.client.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens by the client credentials grant. One thread at a time asks for a token and the others wait for the same
 * one; ahead of expiry they go on with the one there is. Thread-safe.
 */
public final class ClientCredentialsTokens implements AccessTokenSource {
    private static final Duration MAX_LEAD = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Supplier<IssuedToken> endpoint;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Held>> flight = new AtomicReference<>();
    private volatile @Nullable Held held;

    /** @param endpoint asks for a token; throws {@link GatehouseException} */
    public ClientCredentialsTokens(Supplier<IssuedToken> endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** What a token endpoint answered. */
    public record IssuedToken(Secret accessToken, Duration lifetime) {}

    private record Held(Secret token, Instant renewAt, Instant expires) {
        Held retriedAt(Instant later) {
            return new Held(token, later, expires);
        }
    }

    @Override
    public Secret current() {
        Held now = held;
        Instant time = clock.instant();
        if (now == null || !time.isBefore(now.expires)) {
            return renew(now).token;
        }
        return time.isBefore(now.renewAt) ? now.token : renewedAhead(now);
    }

    @Override
    public Secret renewed(Secret refused) {
        Held now = held;
        return now != null && !now.token.equals(refused) ? now.token : renew(now).token;
    }

    private Secret renewedAhead(Held now) {
        if (flight.get() != null) {
            return now.token;
        }
        try {
            return renew(now).token;
        } catch (GatehouseException e) {
            held = now.retriedAt(clock.instant().plus(PAUSE_AFTER_FAILURE));
            return now.token;
        }
    }

    /** @param known what is to be replaced; whoever finds that it was replaced meanwhile takes what is there */
    private Held renew(@Nullable Held known) {
        CompletableFuture<Held> mine = new CompletableFuture<>();
        CompletableFuture<Held> running = flight.compareAndExchange(null, mine);
        if (running != null) {
            return await(running);
        }
        try {
            Held now = held;
            Held fresh = now != null && now != known && !sameToken(now, known) ? now : ask();
            held = fresh;
            mine.complete(fresh);
            return fresh;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flight.set(null);
        }
    }

    private static boolean sameToken(Held one, @Nullable Held other) {
        return other != null && one.token.equals(other.token);
    }

    private static Held await(CompletableFuture<Held> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GatehouseException failure ? failure : e;
        }
    }

    private Held ask() {
        Instant asked = clock.instant();
        IssuedToken issued = endpoint.get();
        Duration quarter = issued.lifetime().dividedBy(4);
        Duration lead = quarter.compareTo(MAX_LEAD) < 0 ? quarter : MAX_LEAD;
        Instant expires = asked.plus(issued.lifetime());
        return new Held(issued.accessToken(), expires.minus(lead), expires);
    }
}
