package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.session.Ground;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.UserScopes;
import dev.gatehouse.store.Times;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Authorization codes (RFC 6749 section 4.1.2): one minute, one use. Thread-safe. */
public final class AuthorizationCodes {
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private final Jdbi jdbi;
    private final Clock clock;
    private final AuthorizationCodeStore store = new AuthorizationCodeStore();

    public AuthorizationCodes(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What a code stands for.
     *
     * @param resource null where none was asked for
     * @param refresh whether a refresh token belongs to it
     */
    public record Granted(
            String codeId,
            Binding binding,
            SignedIn user,
            Scope scope,
            @Nullable URI resource,
            boolean refresh) {
        /** Names everything that comes from this code. */
        public String origin() {
            return originOf(codeId);
        }

        private static String originOf(String codeId) {
            return "code/" + codeId;
        }

        /** The same without what is not the user's to give any more. */
        private Granted stillTheUsers() {
            return new Granted(codeId, binding, user, UserScopes.grantable(scope, user.limit()), resource, refresh);
        }
    }

    /** A code that was used. */
    public record Used(String codeId, String clientId, String userId) {
        /** Names everything that came from it. */
        public String origin() {
            return Granted.originOf(codeId);
        }
    }

    /**
     * What the one who redeems the code must show.
     *
     * @param redirectUriGiven whether the token request must repeat the redirect URI
     * @param challenge the S256 code challenge; null where the client sent none
     * @param boundTo the thumbprint of the key that has to be proven (RFC 9449 section 10), or null
     */
    public record Binding(
            String clientId,
            String redirectUri,
            boolean redirectUriGiven,
            @Nullable String challenge,
            @Nullable String boundTo) {}

    /**
     * Who agreed.
     *
     * @param limit the system scopes that they and the owner of the client may both hold now
     * @param ground what ends it
     * @param nonce of the authorization request, or null
     * @param told what they agreed to be told of, beside what the scope stands for
     */
    public record SignedIn(
            String userId,
            ScopeLimit limit,
            Ground ground,
            @Nullable String nonce,
            AskedClaims told) {}

    AuthorizationCode issue(ApprovedRequest approved) {
        ValidRequest request = approved.request();
        Session session = approved.session();
        Scope scope = approved.scope();
        SecretValue code = SecretValue.generate();
        Granted granted = new Granted(
                UUID.randomUUID().toString(),
                new Binding(
                        request.party().client().clientId(),
                        request.target().uri().toString(),
                        request.parameters().containsKey("redirect_uri"),
                        request.challenge(),
                        request.boundTo()),
                new SignedIn(
                        session.userId(),
                        session.limit(),
                        session.ground(),
                        request.nonce() == null ? null : request.nonce().getValue(),
                        request.claims().asked()),
                scope,
                request.resource(),
                request.party().refreshes(scope));
        Instant expires = Times.now(clock).plus(LIFETIME);
        jdbi.useHandle(handle -> store.insert(handle, code.hash(), granted, expires));
        return new AuthorizationCode(code.reveal());
    }

    /** What the code stands for, to exactly one of those who present it; whoever fails the checks has used it up, too. */
    public Optional<Granted> redeem(AuthorizationCode code) {
        return jdbi.withHandle(handle -> store.use(handle, hash(code), Times.now(clock)))
                .map(Granted::stillTheUsers);
    }

    /** A code that was used before; empty for one that never was. */
    public Optional<Used> used(AuthorizationCode code) {
        return jdbi.withHandle(handle -> store.findUsed(handle, hash(code)));
    }

    /** Forgets the codes that rest on a session and were not redeemed. */
    public void sessionEnded(Handle handle, String userId, UUID sessionId) {
        store.deleteOfSession(handle, userId, sessionId);
    }

    private static byte[] hash(AuthorizationCode code) {
        return SecretValue.of(code.getValue()).hash();
    }
}
