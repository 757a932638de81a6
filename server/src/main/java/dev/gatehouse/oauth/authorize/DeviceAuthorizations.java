package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.UserScopes;
import dev.gatehouse.store.Times;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Device authorizations (RFC 8628) from the first request to the one token request that takes them. Thread-safe. */
public final class DeviceAuthorizations {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int INTERVAL_SECONDS = 5;

    /** Without vowels and digits: spells nothing, is read without doubt, and has 34 bits in 8 characters. */
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    private static final int CODE_LENGTH = 8;

    private final Jdbi jdbi;
    private final Clock clock;

    public DeviceAuthorizations(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The two codes, as the device gets them; the user code with a hyphen. */
    record Begun(SecretValue deviceCode, String userCode) {
        /** Neither code. */
        @Override
        public String toString() {
            return "Begun[hidden]";
        }
    }

    /** A request that waits for its user. */
    public record Pending(String deviceId, String clientId, Scope scope, URI resource) {}

    /**
     * What a token request finds.
     *
     * @param scope what is still the user's to give
     * @param refresh whether a refresh token belongs to it
     */
    public record Found(
            String deviceId, Decision decision, Approver approver, Scope scope, URI resource, boolean refresh) {}

    /**
     * How far the user is.
     *
     * @param status pending, approved or denied
     * @param tooFast whether the request came before the interval was over
     */
    public record Decision(String status, boolean tooFast, boolean expired) {}

    /** Who approved, and when they had signed in; both null before. */
    public record Approver(String userId, Instant authenticated) {}

    Begun begin(RelyingParty party, Scope scope, URI resource) {
        SecretValue deviceCode = SecretValue.generate();
        String userCode = SecretValue.generate(ALPHABET, CODE_LENGTH).reveal();
        Instant now = Times.now(clock);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into device_authorization (device_hash, user_code_hash, device_id, client_id, scope,
                               resource, refresh, poll_interval, next_poll, expires)
                        values (:hash, :userCodeHash, :deviceId, :clientId, :scope, :resource, :refresh, :interval, :now,
                                :expires)
                        """)
                .bind("hash", deviceCode.hash())
                .bind("userCodeHash", SecretValue.of(userCode).hash())
                .bind("deviceId", UUID.randomUUID().toString())
                .bind("clientId", party.client().clientId())
                .bind("scope", scope.toString())
                .bind("resource", resource == null ? null : resource.toString())
                .bind("refresh", party.refreshes(scope))
                .bind("interval", INTERVAL_SECONDS)
                .bind("now", now)
                .bind("expires", now.plus(LIFETIME))
                .execute());
        return new Begun(deviceCode, userCode.substring(0, 4) + "-" + userCode.substring(4));
    }

    /** The code as people type it, in the form it is kept in: case, hyphens and spaces do not matter (section 6.1). */
    public static String normal(String typed) {
        StringBuilder code = new StringBuilder();
        for (char character : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            if (ALPHABET.indexOf(character) >= 0) {
                code.append(character);
            }
        }
        return code.toString();
    }

    public Optional<Pending> pending(String userCode) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select device_id, client_id, scope, resource
                          from device_authorization
                         where user_code_hash = :hash and status = 'pending' and expires > :now
                        """)
                .bind("hash", SecretValue.of(userCode).hash())
                .bind("now", Times.now(clock))
                .map((row, context) -> new Pending(
                        row.getString("device_id"),
                        row.getString("client_id"),
                        Scope.parse(row.getString("scope")),
                        resource(row)))
                .findOne());
    }

    /** @return false where somebody decided before */
    public boolean approve(String userCode, Session session, Scope scope) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update device_authorization
                           set status = 'approved', user_id = :userId, authenticated = :authenticated, scope = :scope
                         where user_code_hash = :hash and status = 'pending' and expires > :now
                        """)
                        .bind("userId", session.userId())
                        .bind("authenticated", session.authenticated())
                        .bind("scope", scope.toString())
                        .bind("hash", SecretValue.of(userCode).hash())
                        .bind("now", Times.now(clock))
                        .execute()
                > 0);
    }

    public void deny(String userCode) {
        jdbi.useHandle(handle -> handle.execute(
                "update device_authorization set status = 'denied' where user_code_hash = ? and status = 'pending'",
                (Object) SecretValue.of(userCode).hash()));
    }

    /** Looks for a decision; asking too fast makes the interval 5 s longer (section 3.5). */
    public Optional<Found> poll(String deviceCode, String clientId) {
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update device_authorization
                           set too_fast = next_poll > :now,
                               poll_interval = poll_interval + case when next_poll > :now then 5 else 0 end,
                               next_poll = cast(:now as timestamptz) + make_interval(
                                       secs => poll_interval + case when next_poll > :now then 5 else 0 end)
                         where device_hash = :hash and client_id = :clientId
                        returning *, (select user_type from users
                                       where users.user_id = device_authorization.user_id) as user_type
                        """)
                .bind("now", now)
                .bind("hash", SecretValue.of(deviceCode).hash())
                .bind("clientId", clientId)
                .map((row, context) -> found(row, now))
                .findOne());
    }

    /** Takes an approved authorization out; exactly one of several requests gets it. */
    public boolean take(String deviceCode) {
        return jdbi.withHandle(handle -> handle.execute(
                        "delete from device_authorization where device_hash = ? and status = 'approved'",
                        (Object) SecretValue.of(deviceCode).hash())
                > 0);
    }

    private static Found found(ResultSet row, Instant now) throws SQLException {
        return new Found(
                row.getString("device_id"),
                new Decision(
                        row.getString("status"),
                        row.getBoolean("too_fast"),
                        !Times.read(row, "expires").isAfter(now)),
                new Approver(row.getString("user_id"), Times.readOrNull(row, "authenticated")),
                UserScopes.grantable(Scope.parse(row.getString("scope")), "admin".equals(row.getString("user_type"))),
                resource(row),
                row.getBoolean("refresh"));
    }

    private static URI resource(ResultSet row) throws SQLException {
        String resource = row.getString("resource");
        return resource == null ? null : URI.create(resource);
    }
}
