package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.store.Times;
import dev.gatehouse.store.batch.Batching;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What users allowed to clients, remembered until they take it back. Thread-safe. */
public final class Consents {
    private final Jdbi jdbi;
    private final Revocations revocations;
    private final Clock clock;
    private final ConsentStore store = new ConsentStore();
    private final Batching<ConsentStore.Parties, Optional<UUID>> identifying = new Batching<>(this::ids);

    public Consents(Jdbi jdbi, Revocations revocations, Clock clock) {
        this.jdbi = jdbi;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** One consent, as its user sees it. */
    public record Consent(String clientId, String clientName, Allowed allowed, Instant granted) {}

    /**
     * What users allow. Immutable.
     *
     * @param claims about the user, beside those that the scopes stand for
     */
    public record Allowed(List<String> scopes, Set<TokenClaim> claims) {
        static final Allowed NOTHING = new Allowed(List.of(), Set.of());

        public static Allowed of(Scope scope, AskedClaims asked) {
            return new Allowed(scope.toStringList(), asked.beyond(scope.toStringList()));
        }

        private boolean covers(Allowed other) {
            Set<TokenClaim> told = TokenClaim.ofScopes(scopes);
            told.addAll(claims);
            return !scopes.isEmpty() && scopes.containsAll(other.scopes) && told.containsAll(other.claims);
        }

        private Allowed and(Allowed more) {
            Set<String> all = new LinkedHashSet<>(scopes);
            all.addAll(more.scopes);
            Set<TokenClaim> told = EnumSet.noneOf(TokenClaim.class);
            told.addAll(claims);
            told.addAll(more.claims);
            return new Allowed(List.copyOf(all), told);
        }
    }

    /** Whether the user allowed all of that already. */
    public boolean covers(String userId, String clientId, Allowed asked) {
        return jdbi.withHandle(handle -> store.allowed(handle, userId, clientId))
                .covers(asked);
    }

    /** Adds to what the user allowed before. */
    public void allow(String userId, String clientId, Allowed more) {
        jdbi.useTransaction(handle -> {
            store.keepClient(handle, clientId);
            Allowed all = store.allowed(handle, userId, clientId).and(more);
            store.put(handle, userId, clientId, all, Times.now(clock));
            String claims = more.claims().isEmpty() ? "" : " claims: " + AskedClaims.text(more.claims());
            record(handle, "consent.allow", userId, clientId, String.join(" ", more.scopes()) + claims);
        });
    }

    /** By what all that comes from the user's consent is revoked; empty where there is none. */
    Optional<UUID> id(String userId, String clientId) {
        return identifying.get(new ConsentStore.Parties(userId, clientId));
    }

    private List<Optional<UUID>> ids(List<ConsentStore.Parties> of) {
        Map<ConsentStore.Parties, UUID> ids = jdbi.withHandle(handle -> store.ids(handle, of));
        return of.stream().map(parties -> Optional.ofNullable(ids.get(parties))).toList();
    }

    /** Forgets what the user allowed to the client, and ends all that came from it. */
    public void takeBack(String userId, String clientId) {
        jdbi.useTransaction(handle -> store.delete(handle, userId, clientId).ifPresent(consentId -> {
            revocations.revokeConsent(handle, consentId, userId, clientId);
            record(handle, "consent.revoke", userId, clientId, null);
        }));
    }

    /** Everything the user allowed, by the clients' names. */
    public List<Consent> of(String userId) {
        return jdbi.withHandle(handle -> store.of(handle, userId));
    }

    private static void record(Handle handle, String action, String userId, String clientId, @Nullable String scope) {
        Caller caller = new Caller(userId, clientId, Set.of());
        AuditStore.record(handle, caller, action, "consent/" + userId + "/" + clientId, scope);
    }
}
