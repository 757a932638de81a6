package dev.gatehouse.vault.connection;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows of people, each as one registrant knows them. Stateless. */
public final class VaultUserStore {

    /**
     * Makes the person known to the registrant, and keeps them so until the transaction ends: whoever removes them meanwhile
     * waits.
     *
     * @return false where they are known already
     */
    public boolean add(Handle transaction, String registrant, String userId, Instant now) {
        return transaction
                .createQuery("""
                        insert into vault_user (registrant, user_id, created) values (:registrant, :userId, :now)
                        on conflict (registrant, user_id) do update set created = vault_user.created
                        returning xmax = 0
                        """)
                .bind("registrant", registrant)
                .bind("userId", userId)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one();
    }

    /** @param registrant null for whether anybody knows the person */
    public boolean exists(Handle handle, @Nullable String registrant, String userId) {
        Query query = handle.createQuery(
                "select exists (select from vault_user where user_id = :userId" + owned(registrant) + ")");
        return bind(query, registrant)
                .bind("userId", userId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Removes the person with every connection, of everybody where the registrant is null; how many registrants knew them. */
    public int remove(Handle transaction, @Nullable String registrant, String userId) {
        var update = transaction
                .createUpdate("delete from vault_user where user_id = :userId" + owned(registrant))
                .bind("userId", userId);
        return (registrant == null ? update : update.bind("registrant", registrant)).execute();
    }

    /** Ids of people, sorted, each once; everybody's where the registrant is null. */
    public List<String> list(Handle handle, @Nullable String registrant, @Nullable String after, int most) {
        Query query = handle.createQuery("select distinct user_id from vault_user where user_id > :after"
                + owned(registrant) + " order by user_id limit :most");
        return bind(query, registrant)
                .bind("after", after == null ? "" : after)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    private static String owned(@Nullable String registrant) {
        return registrant == null ? "" : " and registrant = :registrant";
    }

    private static Query bind(Query query, @Nullable String registrant) {
        return registrant == null ? query : query.bind("registrant", registrant);
    }
}
