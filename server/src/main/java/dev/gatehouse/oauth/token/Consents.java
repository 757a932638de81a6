package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What users allowed to clients, remembered until they take it back. Thread-safe. */
public final class Consents {
    private final Jdbi jdbi;
    private final Revocations revocations;
    private final Clock clock;

    public Consents(Jdbi jdbi, Revocations revocations, Clock clock) {
        this.jdbi = jdbi;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** One consent, as its user sees it. */
    public record Consent(String clientId, String clientName, List<String> scopes, Instant granted) {}

    /** Whether the user allowed all of that already. */
    public boolean covers(String userId, String clientId, Scope scope) {
        List<String> allowed = jdbi.withHandle(handle -> allowed(handle, userId, clientId));
        return !allowed.isEmpty() && allowed.containsAll(scope.toStringList());
    }

    /** Adds to what the user allowed before. */
    public void allow(String userId, String clientId, Scope scope) {
        jdbi.useTransaction(handle -> {
            handle.createQuery("select 1 from client where client_id = :clientId for key share")
                    .bind("clientId", clientId)
                    .mapTo(Integer.class)
                    .findOne();
            Set<String> all = new LinkedHashSet<>(allowed(handle, userId, clientId));
            all.addAll(scope.toStringList());
            handle.createUpdate("""
                            insert into consent (user_id, client_id, scope, granted)
                            values (:userId, :clientId, :scope, :now)
                            on conflict (user_id, client_id) do update set scope = excluded.scope
                            """)
                    .bind("userId", userId)
                    .bind("clientId", clientId)
                    .bind("scope", String.join(" ", all))
                    .bind("now", Times.now(clock))
                    .execute();
            record(handle, "consent.allow", userId, clientId, scope.toString());
        });
    }

    /** By what all that comes from the user's consent is revoked; empty where there is none. */
    Optional<UUID> id(String userId, String clientId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select consent_id from consent where user_id = :userId and client_id = :clientId
                        """)
                .bind("userId", userId)
                .bind("clientId", clientId)
                .mapTo(UUID.class)
                .findOne());
    }

    /** Forgets what the user allowed to the client, and ends all that came from it. */
    public void takeBack(String userId, String clientId) {
        jdbi.useTransaction(handle -> handle.createQuery("""
                        delete from consent where user_id = :userId and client_id = :clientId returning consent_id
                        """)
                .bind("userId", userId)
                .bind("clientId", clientId)
                .mapTo(UUID.class)
                .findOne()
                .ifPresent(consentId -> {
                    revocations.revokeConsent(handle, consentId, userId, clientId);
                    record(handle, "consent.revoke", userId, clientId, null);
                }));
    }

    /** Everything the user allowed, by the clients' names. */
    public List<Consent> of(String userId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.client_id, k.client_name, c.scope, c.granted
                          from consent c
                          join client k using (client_id)
                         where c.user_id = :userId
                         order by k.client_name, c.client_id
                         limit 200
                        """)
                .bind("userId", userId)
                .map((row, context) -> new Consent(
                        row.getString("client_id"),
                        row.getString("client_name"),
                        Scopes.split(row.getString("scope")),
                        Times.read(row, "granted")))
                .list());
    }

    private static List<String> allowed(Handle handle, String userId, String clientId) {
        return handle.createQuery("select scope from consent where user_id = :userId and client_id = :clientId")
                .bind("userId", userId)
                .bind("clientId", clientId)
                .mapTo(String.class)
                .findOne()
                .map(Scopes::split)
                .orElse(List.of());
    }

    private static void record(Handle handle, String action, String userId, String clientId, String scope) {
        Caller caller = new Caller(userId, clientId, Set.of());
        AuditStore.record(handle, caller, action, "consent/" + userId + "/" + clientId, scope);
    }
}
