package dev.gatehouse.authority.scope;

import dev.gatehouse.store.KeyedPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Scopes of services with what their owners say of them, and nobody else. Stateless. */
public final class ScopeStore {
    /** In the words of the latest contract of the service that has it, else of another of the same owner. */
    private static final String USUAL_TEXT = """
            coalesce((select latest.scopes ->> o.scope
                        from scope_declarer d
                        join service declaring on declaring.service_id = d.service_id
                       cross join lateral (select c.scopes
                                             from contract c
                                            where c.service_id = d.service_id
                                            order by c.version desc
                                            limit 1) latest
                       where d.scope = o.scope and declaring.owner_id = o.owner_id and latest.scopes ->> o.scope <> ''
                       order by d.service_id <> o.service_id, d.declared, d.service_id
                       limit 1),
                     'Use ' || s.service_name || ' (' || o.scope || ')')
            """;

    private static final String TEXT = "coalesce(o.description, " + USUAL_TEXT + ") as text";

    private static final String FROM = " from scope_owner o join service s using (service_id)";

    private static final String SELECT =
            "select o.scope, " + TEXT + ", o.service_id, o.owner_id, o.policy, o.shared" + FROM;

    /** What the scopes allow, by scope; nothing of those that nobody has. */
    public Map<String, String> texts(Handle handle, Collection<String> scopes) {
        return handle.createQuery(
                        "select o.scope, " + TEXT + FROM + " where o.scope = any(:scopes) and o.ended is null")
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn("scope", String.class), row.getColumn("text", String.class));
                    return all;
                });
    }

    Optional<Scope> find(Handle handle, String scope) {
        return handle.createQuery(SELECT + " where o.scope = :scope and o.ended is null")
                .bind("scope", scope)
                .map(ScopeStore::scope)
                .findOne();
    }

    /** @param part only scopes that contain it, in upper or lower case; null for all */
    List<Scope> list(Handle handle, KeyedPage page, @Nullable String part) {
        String rows = page.following("o.scope") + matching(part) + " order by o.scope limit :limit offset :offset";
        return bind(page.bindRows(handle.createQuery(SELECT + rows)), part)
                .map(ScopeStore::scope)
                .list();
    }

    long count(Handle handle, KeyedPage page, @Nullable String part) {
        String rows = page.matching("o.scope") + matching(part);
        return bind(page.bindMatching(handle.createQuery("select count(*) from scope_owner o" + rows)), part)
                .mapTo(Long.class)
                .one();
    }

    private static String matching(@Nullable String part) {
        return " and o.ended is null" + (part == null ? "" : " and position(lower(:part) in lower(o.scope)) > 0");
    }

    private static <S extends SqlStatement<S>> S bind(S statement, @Nullable String part) {
        return part == null ? statement : statement.bind("part", part);
    }

    void update(Handle handle, ScopeOwner after) {
        handle.createUpdate("""
                        update scope_owner
                           set service_id = :serviceId, policy = :policy, shared = :shared
                         where scope = :scope
                        """)
                .bind("scope", after.scope())
                .bind("serviceId", after.serviceId())
                .bind("policy", after.policy())
                .bind("shared", after.shared())
                .execute();
    }

    /** Keeps the owner's words, unless they are what would stand there anyway: then they go on following the contract. */
    void describe(Handle handle, String scope, @Nullable String description) {
        handle.createUpdate("""
                        update scope_owner
                           set description = nullif(:description, usual.text)
                          from (select %s as text from scope_owner o join service s using (service_id)
                                 where o.scope = :scope) usual
                         where scope = :scope
                        """.formatted(USUAL_TEXT))
                .bind("scope", scope)
                .bind("description", description)
                .execute();
    }

    private static Scope scope(ResultSet row, StatementContext context) throws SQLException {
        return new Scope(
                row.getString("scope"),
                row.getString("text"),
                row.getString("service_id"),
                row.getString("owner_id"),
                row.getString("policy"),
                row.getBoolean("shared"));
    }
}
