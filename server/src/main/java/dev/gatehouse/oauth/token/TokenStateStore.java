package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.authority.ScopeLimitStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the database says of tokens whose signature is good. Thread-safe. */
public final class TokenStateStore {
    private final Jdbi jdbi;

    public TokenStateStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Whom a token acts as.
     *
     * @param limit the system scopes that can count of those it carries
     */
    record Acting(String userId, ScopeLimit limit) {}

    /**
     * The user a token acts as, which is its subject, or who owns the client that is its subject; and the system scopes that
     * this user and the owner of its client may both hold now.
     *
     * @param ids the token's own id and those of what it came from; what is no id of ours cannot be revoked
     * @return empty where it was revoked, or its client or subject is gone
     */
    Optional<Acting> acting(String clientId, String subject, List<String> ids) {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select acting.user_id,
                        """ + ScopeLimitStore.columns("acting.user_id", "acting.client_id") + """
                          from (select c.client_id,
                                       case when :subject = c.client_id then c.owner_id
                                            else coalesce((select user_id from users where user_id = :subject),
                                                          (select owner_id from client where client_id = :subject))
                                       end as user_id
                                  from client c
                                 where c.client_id = :clientId
                                   and not exists (select from revoked_token where token_id = any(:ids))) acting
                         where acting.user_id is not null
                        """)
                        .bind("subject", subject)
                        .bind("clientId", clientId)
                        .bindArray(
                                "ids",
                                UUID.class,
                                ids.stream().flatMap(TokenStateStore::uuid).toList())
                        .map((row, context) -> new Acting(row.getString("user_id"), ScopeLimitStore.read(row)))
                        .findOne());
    }

    /** Keeps in mind that an id was revoked, until then at least. */
    void revoke(Handle handle, UUID id, Instant expires) {
        handle.createUpdate("""
                        insert into revoked_token (token_id, expires) values (:id, :expires)
                        on conflict (token_id) do update set expires = greatest(revoked_token.expires, excluded.expires)
                        """).bind("id", id).bind("expires", expires).execute();
    }

    private static Stream<UUID> uuid(String id) {
        try {
            return Stream.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Stream.of();
        }
    }
}
