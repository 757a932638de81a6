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

/**
 * Keeps pushed authorization requests (RFC 9126) until they are answered, once. One has to reach a browser within a minute;
 * from then on it can be loaded again for as long as its pages work. Thread-safe.
 */
public final class PushedRequestStore {
    static final Duration LIFETIME = Duration.ofSeconds(60);

    /** So many of a client are kept for browsers that had them; others for their minute only. */
    private static final int MAX_OPENED = 20_000;

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
        jdbi.useHandle(handle ->
                WaitingRowStore.requireRoom(handle, "pushed_request", "expires > now() and not opened", clientId));
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

    /** The request; empty where it was answered, is too old, or is another client's. */
    Optional<SentRequest> open(String requestUri, String clientId) {
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update pushed_request
                           set opened = opened or room.is_left,
                               expires = case when opened or not room.is_left then expires else :kept end
                          from (select count(*) < :most as is_left
                                  from (select from pushed_request
                                         where client_id = :clientId and opened and expires > :now
                                         limit :most) counted) room
                         where request_hash = :hash and client_id = :clientId and expires > :now
                        returning parameters
                        """)
                .bind("hash", hash(requestUri))
                .bind("clientId", clientId)
                .bind("now", now)
                .bind("kept", now.plus(PendingAuthorizationRequests.LIFETIME))
                .bind("most", MAX_OPENED)
                .mapTo(String.class)
                .findOne()
                .map(parameters -> new SentRequest(URLUtils.parseParameters(parameters), requestUri)));
    }

    /** Whether the request can be answered: to one of those who ask, once. */
    boolean use(String requestUri) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from pushed_request where request_hash = :hash and expires > :now")
                        .bind("hash", hash(requestUri))
                        .bind("now", Times.now(clock))
                        .execute())
                == 1;
    }

    private static byte[] hash(String requestUri) {
        return SecretValue.of(requestUri.substring(PREFIX.length())).hash();
    }
}
