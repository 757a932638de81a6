package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.UserScopes;
import dev.gatehouse.store.Times;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Authorization codes (RFC 6749 section 4.1.2): one minute, one use. Thread-safe. */
public final class AuthorizationCodes {
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private final Jdbi jdbi;
    private final Clock clock;

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
    public record Granted(String codeId, Binding binding, SignedIn user, Scope scope, URI resource, boolean refresh) {
        /** Names everything that comes from this code. */
        public String origin() {
            return "code/" + codeId;
        }

        /** The same without what is not the user's to give any more. */
        private Granted stillOf(String userType) {
            Scope left = UserScopes.grantable(scope, "admin".equals(userType));
            return new Granted(codeId, binding, user, left, resource, refresh);
        }
    }

    /**
     * What the one who redeems the code must show.
     *
     * @param redirectUriGiven whether the token request must repeat the redirect URI
     * @param challenge the S256 code challenge
     */
    public record Binding(String clientId, String redirectUri, boolean redirectUriGiven, String challenge) {}

    /**
     * Who agreed.
     *
     * @param nonce of the authorization request, or null
     */
    public record SignedIn(String userId, Instant authenticated, String nonce) {}

    AuthorizationCode issue(ValidRequest request, Session session, Scope scope) {
        SecretValue code = SecretValue.generate();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into authorization_code (code_hash, code_id, client_id, user_id, redirect_uri,
                               redirect_uri_given, code_challenge, scope, resource, nonce, refresh, authenticated,
                               expires)
                        values (:hash, :codeId, :clientId, :userId, :redirectUri, :redirectUriGiven, :challenge, :scope,
                                :resource, :nonce, :refresh, :authenticated, :expires)
                        """)
                .bind("hash", code.hash())
                .bind("codeId", UUID.randomUUID().toString())
                .bind("clientId", request.party().client().clientId())
                .bind("userId", session.userId())
                .bind("redirectUri", request.target().uri().toString())
                .bind("redirectUriGiven", request.parameters().containsKey("redirect_uri"))
                .bind("challenge", request.message().getCodeChallenge().getValue())
                .bind("scope", scope.toString())
                .bind(
                        "resource",
                        request.resource() == null ? null : request.resource().toString())
                .bind("nonce", request.nonce() == null ? null : request.nonce().getValue())
                .bind("refresh", request.party().refreshes(scope))
                .bind("authenticated", session.authenticated())
                .bind("expires", Times.now(clock).plus(LIFETIME))
                .execute());
        return new AuthorizationCode(code.reveal());
    }

    /** What the code stands for, to exactly one of those who present it; whoever fails the checks has used it up, too. */
    public Optional<Granted> redeem(AuthorizationCode code) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update authorization_code
                           set used = true
                         where code_hash = :hash and not used and expires > :now
                        returning *, (select user_type from users
                                       where users.user_id = authorization_code.user_id) as user_type
                        """)
                .bind("hash", SecretValue.of(code.getValue()).hash())
                .bind("now", Times.now(clock))
                .map((row, context) -> granted(row, context).stillOf(row.getString("user_type")))
                .findOne());
    }

    /** What a code gave that was used before; empty for one that never was. */
    public Optional<String> originOfUsed(AuthorizationCode code) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from authorization_code where code_hash = :hash and used")
                        .bind("hash", SecretValue.of(code.getValue()).hash())
                        .map(AuthorizationCodes::granted)
                        .findOne()
                        .map(Granted::origin));
    }

    private static Granted granted(ResultSet row, StatementContext context) throws SQLException {
        String resource = row.getString("resource");
        return new Granted(
                row.getString("code_id"),
                new Binding(
                        row.getString("client_id"),
                        row.getString("redirect_uri"),
                        row.getBoolean("redirect_uri_given"),
                        row.getString("code_challenge")),
                new SignedIn(row.getString("user_id"), Times.read(row, "authenticated"), row.getString("nonce")),
                Scope.parse(row.getString("scope")),
                resource == null ? null : URI.create(resource),
                row.getBoolean("refresh"));
    }
}
