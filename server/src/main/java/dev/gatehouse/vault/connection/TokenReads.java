package dev.gatehouse.vault.connection;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Gives access tokens out (RFC 6749 section 5.1), from memory where it can. Thread-safe; {@link #remembered} never waits.
 *
 * <p>Remembered is a token, decrypted, until its connection changes or a minute has passed.
 */
public final class TokenReads {
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final Jdbi jdbi;
    private final ConnectionStore store;
    private final FreshTokens fresh;
    private final ReadAudit audit;
    private final Clock clock;
    private final ChangeAwareCache<ConnectionId, Ready> ready;

    /**
     * An answer but for the seconds its token still lives.
     *
     * @param before those seconds, and the end of the object; where nobody knows them, it is the whole answer
     */
    private record Ready(Connection connection, byte[] before) {
        private static final byte[] END = {'}'};

        static Ready of(Connection connection, Secrets secrets) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("access_token", secrets.accessToken());
            members.put("token_type", secrets.tokenType() == null ? "Bearer" : secrets.tokenType());
            if (secrets.scope() != null) {
                members.put("scope", secrets.scope());
            }
            if (!secrets.metadata().isEmpty()) {
                members.put("metadata", secrets.metadata());
            }
            String whole = Json.text(members);
            boolean endless = connection.expires() == null;
            String before = endless ? whole : whole.substring(0, whole.length() - 1) + ",\"expires_in\":";
            return new Ready(connection, before.getBytes(StandardCharsets.UTF_8));
        }

        byte[] at(Instant now) {
            return connection.expires() == null ? before : whole(now, connection.expires());
        }

        private byte[] whole(Instant now, Instant expires) {
            long seconds = Math.max(0, Duration.between(now, expires).toSeconds());
            byte[] digits = Long.toString(seconds).getBytes(StandardCharsets.US_ASCII);
            byte[] body = Arrays.copyOf(before, before.length + digits.length + END.length);
            System.arraycopy(digits, 0, body, before.length, digits.length);
            System.arraycopy(END, 0, body, before.length + digits.length, END.length);
            return body;
        }

        @Override
        public String toString() {
            return "Ready[" + connection.id().key() + "]";
        }
    }

    public TokenReads(
            Jdbi jdbi,
            ConnectionStore store,
            FreshTokens fresh,
            ReadAudit audit,
            Clock clock,
            ChangeFeed changes,
            int maximumRemembered) {
        this.jdbi = jdbi;
        this.store = store;
        this.fresh = fresh;
        this.audit = audit;
        this.clock = clock;
        this.ready = new ChangeAwareCache<>(
                changes, ConnectionStore.TOPIC, ConnectionId::ofKey, maximumRemembered, LIFETIME);
        // A connector's end takes its connections with it, unannounced.
        changes.subscribe(ConnectorStore.TOPIC, new ChangeFeed.Listener() {
            @Override
            public void changed(String connector) {
                ready.dropAll();
            }

            @Override
            public void lost() {
                ready.dropAll();
            }
        });
    }

    /** The token as JSON, where nothing but memory is needed for it; null otherwise. */
    byte @Nullable [] remembered(Caller caller, ConnectionId id, Freshness wanted) {
        Ready known = ready.getIfPresent(id);
        Instant now = clock.instant();
        return known != null
                        && known.connection().isFresh(wanted.validity(), now)
                        && new Visibility(caller).maySeeSecretsOf(known.connection())
                        && audit.covers(caller, id)
                ? known.at(now)
                : null;
    }

    /**
     * JSON with a token that is as fresh as wanted, or as can be.
     *
     * @throws dev.gatehouse.api.ApiException ERR12131, also where there is a connection that the caller may not know of;
     *     ERR11620 for an administrator who is neither the person nor the registrant; ERR12134 or ERR12135
     */
    byte[] read(Caller caller, ConnectionId id, Freshness wanted) {
        requireReader(caller, id);
        Ready known = ready.get(id, _ -> load(id, wanted));
        if (!known.connection().isFresh(wanted.validity(), clock.instant())) {
            ready.drop(id);
            known = ready.get(id, _ -> load(id, wanted));
        }
        requireReader(caller, known.connection());
        audit.record(caller, List.of(known.connection()));
        return known.at(clock.instant());
    }

    private Ready load(ConnectionId id, Freshness wanted) {
        ConnectionStore.Opened opened = fresh.get(id, wanted);
        return Ready.of(
                opened.connection(), Objects.requireNonNull(opened.secrets(), "a token that is valid is there"));
    }

    private void requireReader(Caller caller, ConnectionId id) {
        Connection connection =
                jdbi.withHandle(handle -> store.find(handle, id)).orElseThrow(() -> notFound(id));
        requireReader(caller, connection);
    }

    private static void requireReader(Caller caller, Connection connection) {
        Visibility visibility = new Visibility(caller);
        if (!visibility.sees(connection)) {
            throw notFound(connection.id());
        }
        if (!visibility.maySeeSecretsOf(connection)) {
            throw ErrorCode.PERMISSION_DENIED.with("An administrator sees connections, but not their tokens");
        }
    }

    private static ApiException notFound(ConnectionId id) {
        return ErrorCode.CONNECTION_NOT_FOUND.with(id.userId(), id.connector());
    }
}
