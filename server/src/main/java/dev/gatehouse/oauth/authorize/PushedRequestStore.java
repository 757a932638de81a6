package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Keeps pushed authorization requests (RFC 9126) until they are used, once, within a minute. Thread-safe. */
public final class PushedRequestStore {
    static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private final Jdbi jdbi;
    private final Clock clock;

    public PushedRequestStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    static boolean isPushed(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }

    /**
     * Keeps the parameters; returns the request URI that stands for them.
     *
     * @throws dev.gatehouse.api.ApiException ERR12104 where too many of the client wait
     */
    String keep(String clientId, Map<String, List<String>> parameters) {
        SecretValue secret = SecretValue.generate();
        Instant now = Times.now(clock);
        jdbi.useHandle(handle -> WaitingRowStore.requireRoom(handle, "pushed_request", clientId));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into pushed_request (request_hash, client_id, parameters, expires)
                        values (:hash, :clientId, :parameters, :expires)
                        """)
                .bind("hash", secret.hash())
                .bind("clientId", clientId)
                .bind("parameters", URLUtils.serializeParameters(parameters))
                .bind("expires", now.plus(LIFETIME))
                .execute());
        return PREFIX + secret.reveal();
    }

    /** Takes the request out; empty where it was used, is too old, or is another client's. */
    Optional<Map<String, List<String>>> take(String requestUri, String clientId) {
        SecretValue secret = SecretValue.of(requestUri.substring(PREFIX.length()));
        return jdbi.withHandle(handle -> handle.createQuery("""
                        delete from pushed_request
                         where request_hash = :hash and client_id = :clientId and expires > :now
                        returning parameters
                        """)
                .bind("hash", secret.hash())
                .bind("clientId", clientId)
                .bind("now", Times.now(clock))
                .mapTo(String.class)
                .findOne()
                .map(URLUtils::parseParameters));
    }
}
