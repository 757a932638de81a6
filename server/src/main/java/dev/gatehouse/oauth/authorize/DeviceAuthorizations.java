package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.session.Ground;
import dev.gatehouse.oauth.session.GroundStore;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.UserScopes;
import dev.gatehouse.store.Times;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Device authorizations (RFC 8628) from the first request to the one token request that takes them. Thread-safe. */
public final class DeviceAuthorizations {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int INTERVAL_SECONDS = 5;

    /** Without vowels and digits: spells nothing, is read without doubt, and has 34 bits in 8 characters. */
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    private static final int CODE_LENGTH = 8;

    private final Jdbi jdbi;
    private final Clock clock;
    private final DeviceAuthorizationStore store = new DeviceAuthorizationStore();
    private final GroundStore grounds = new GroundStore();

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
    public record Pending(
            String deviceId,
            String clientId,
            Scope scope,
            @Nullable URI resource) {}

    /**
     * What a token request finds.
     *
     * @param approver empty until somebody has approved
     * @param scope what is still the user's to give
     * @param refresh whether a refresh token belongs to it
     */
    public record Found(
            String deviceId,
            Decision decision,
            Optional<Approver> approver,
            Scope scope,
            @Nullable URI resource,
            boolean refresh) {
        private Found stillTheUsers() {
            ScopeLimit limit = approver.map(Approver::limit).orElse(ScopeLimit.NOTHING);
            Scope left = UserScopes.grantable(scope, limit);
            return new Found(deviceId, decision, approver, left, resource, refresh);
        }
    }

    /**
     * How far the user is.
     *
     * @param status pending, approved or denied
     * @param tooFast whether the request came before the interval was over
     */
    public record Decision(String status, boolean tooFast, boolean expired) {}

    /**
     * Who approved, and what ends that.
     *
     * @param limit the system scopes that they and the owner of the client may both hold now
     */
    public record Approver(String userId, ScopeLimit limit, Ground ground) {}

    /** @throws dev.gatehouse.api.ApiException ERR12104 where too many of the client wait */
    Begun begin(RelyingParty party, Scope scope, @Nullable URI resource) {
        SecretValue deviceCode = SecretValue.generate();
        String userCode = SecretValue.generate(ALPHABET, CODE_LENGTH).reveal();
        Instant now = Times.now(clock);
        DeviceAuthorizationStore.Hashes hashes = new DeviceAuthorizationStore.Hashes(deviceCode.hash(), hash(userCode));
        Pending pending =
                new Pending(UUID.randomUUID().toString(), party.client().clientId(), scope, resource);
        DeviceAuthorizationStore.Course course =
                new DeviceAuthorizationStore.Course(party.refreshes(scope), INTERVAL_SECONDS, now, now.plus(LIFETIME));
        jdbi.useHandle(handle -> {
            WaitingRowStore.requireRoom(handle, "device_authorization", "expires > now()", pending.clientId());
            store.insert(handle, hashes, pending, course);
        });
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
        return jdbi.withHandle(handle -> store.findPending(handle, hash(userCode), Times.now(clock)));
    }

    /** @return false where somebody decided before, or the session has ended */
    public boolean approve(String userCode, Session session, Scope scope) {
        return jdbi.inTransaction(handle -> {
            grounds.keepSession(handle, session.sessionId());
            return store.approve(handle, hash(userCode), session, scope, Times.now(clock));
        });
    }

    public void deny(String userCode) {
        jdbi.useHandle(handle -> store.deny(handle, hash(userCode)));
    }

    /** Looks for a decision; asking too fast makes the interval 5 s longer (section 3.5). */
    public Optional<Found> poll(String deviceCode, String clientId) {
        return jdbi.withHandle(handle -> store.poll(handle, hash(deviceCode), clientId, Times.now(clock)))
                .map(Found::stillTheUsers);
    }

    /** Takes an approved authorization out; exactly one of several requests gets it. */
    public boolean take(String deviceCode) {
        return jdbi.withHandle(handle -> store.takeApproved(handle, hash(deviceCode)));
    }

    /** Forgets what was approved in a session and not fetched. */
    public void sessionEnded(Handle handle, String userId, UUID sessionId) {
        store.deleteOfSession(handle, userId, sessionId);
    }

    private static byte[] hash(String code) {
        return SecretValue.of(code).hash();
    }
}
