package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.authority.ScopeLimitStore;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.session.GroundStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of authorization codes, found by the codes' hashes. Stateless. */
final class AuthorizationCodeStore {
    /** Adds a code, unless the session it rests on has ended; that does not end meanwhile. */
    void insert(Handle handle, byte[] hash, AuthorizationCodes.Granted granted, Instant expires) {
        GroundStore.bind(handle.createUpdate("""
                        insert into authorization_code (code_hash, code_id, client_id, user_id, redirect_uri,
                               redirect_uri_given, code_challenge, bound_to, scope, resource, nonce,
                               id_token_claims, userinfo_claims, refresh, authenticated,
                               access_id, session_id, expires)
                        select :hash, :codeId, :clientId, :userId, :redirectUri, :redirectUriGiven, :challenge, :boundTo, :scope,
                               :resource, :nonce, :idTokenClaims, :userinfoClaims, :refresh, :authenticated, access_id, cast(:sessionId as uuid), :expires
                          from session
                         where session_id = cast(:sessionId as text) and access_id = cast(:accessId as uuid)
                           for key share
                        """), granted.user().ground())
                .bind("hash", hash)
                .bind("codeId", granted.codeId())
                .bind("clientId", granted.binding().clientId())
                .bind("userId", granted.user().userId())
                .bind("redirectUri", granted.binding().redirectUri())
                .bind("redirectUriGiven", granted.binding().redirectUriGiven())
                .bind("challenge", granted.binding().challenge())
                .bind("boundTo", granted.binding().boundTo())
                .bind("scope", granted.scope().toString())
                .bind(
                        "resource",
                        granted.resource() == null ? null : granted.resource().toString())
                .bind("nonce", granted.user().nonce())
                .bind("idTokenClaims", AskedClaims.text(granted.user().told().idToken()))
                .bind("userinfoClaims", AskedClaims.text(granted.user().told().userinfo()))
                .bind("refresh", granted.refresh())
                .bind("expires", expires)
                .execute();
    }

    /** Uses a code up that was not used yet and whose ground holds; of several at once, one gets what it stands for. */
    Optional<AuthorizationCodes.Granted> use(Handle handle, byte[] hash, Instant now) {
        return handle.createQuery("""
                        update authorization_code
                           set used = true
                         where code_hash = :hash and not used and expires > :now and""" + GroundStore.holds("authorization_code") + """
                        returning *,
                        """
                        + ScopeLimitStore.columns("authorization_code.user_id", "authorization_code.client_id"))
                .bind("hash", hash)
                .bind("now", now)
                .map(AuthorizationCodeStore::granted)
                .findOne();
    }

    /** A code that was used before. */
    Optional<AuthorizationCodes.Used> findUsed(Handle handle, byte[] hash) {
        return handle.createQuery("select * from authorization_code where code_hash = :hash and used")
                .bind("hash", hash)
                .map((row, context) -> new AuthorizationCodes.Used(
                        row.getString("code_id"), row.getString("client_id"), row.getString("user_id")))
                .findOne();
    }

    /** Forgets what was agreed to in the session and not redeemed yet. */
    void deleteOfSession(Handle handle, String userId, UUID sessionId) {
        handle.createUpdate("""
                        delete from authorization_code
                         where user_id = :userId and session_id = :sessionId and not used
                        """)
                .bind("userId", userId)
                .bind("sessionId", sessionId)
                .execute();
    }

    private static AuthorizationCodes.Granted granted(ResultSet row, StatementContext context) throws SQLException {
        String resource = row.getString("resource");
        return new AuthorizationCodes.Granted(
                row.getString("code_id"),
                new AuthorizationCodes.Binding(
                        row.getString("client_id"),
                        row.getString("redirect_uri"),
                        row.getBoolean("redirect_uri_given"),
                        row.getString("code_challenge"),
                        row.getString("bound_to")),
                new AuthorizationCodes.SignedIn(
                        row.getString("user_id"),
                        ScopeLimitStore.read(row),
                        Objects.requireNonNull(GroundStore.read(row), "a code rests on a session"),
                        row.getString("nonce"),
                        new AskedClaims(
                                AskedClaims.read(row.getString("id_token_claims")),
                                AskedClaims.read(row.getString("userinfo_claims")))),
                Scope.parse(row.getString("scope")),
                resource == null ? null : URI.create(resource),
                row.getBoolean("refresh"));
    }
}
