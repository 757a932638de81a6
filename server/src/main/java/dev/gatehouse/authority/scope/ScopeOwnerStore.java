package dev.gatehouse.authority.scope;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads who owns the scopes that services declare today; triggers keep the rows. Stateless. */
public final class ScopeOwnerStore {
    private static final String COLUMNS = "scope, service_id, owner_id, policy, shared";

    /** Who has the scope; empty where no service declares it today, and for the scopes that nobody owns. */
    public Optional<ScopeOwner> find(Handle handle, String scope) {
        return handle.createQuery("select " + COLUMNS + " from scope_owner where scope = :scope and ended is null")
                .bind("scope", scope)
                .map(ScopeOwnerStore::owner)
                .findOne();
    }

    /** The same, kept from every other writer until the transaction ends. */
    Optional<ScopeOwner> lock(Handle handle, String scope) {
        return handle.createQuery("select " + COLUMNS + """
                         from scope_owner
                        where scope = :scope and ended is null
                          for update
                        """)
                .bind("scope", scope)
                .map(ScopeOwnerStore::owner)
                .findOne();
    }

    /** Whether the service that is to have the scope declares it, and belongs to who owns the scope. */
    boolean canHave(Handle handle, ScopeOwner scope) {
        return handle.createQuery("""
                        select exists (select
                                         from scope_declarer
                                         join service using (service_id)
                                        where scope_declarer.scope = :scope and service_id = :serviceId
                                          and owner_id = :ownerId)
                        """)
                .bind("scope", scope.scope())
                .bind("serviceId", scope.serviceId())
                .bind("ownerId", scope.ownerId())
                .mapTo(Boolean.class)
                .one();
    }

    /** Those of the scopes that somebody has, sorted. */
    public List<ScopeOwner> find(Handle handle, Collection<String> scopes) {
        return handle.createQuery("select " + COLUMNS + """
                         from scope_owner
                        where scope = any(:scopes) and ended is null
                        order by scope
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .map(ScopeOwnerStore::owner)
                .list();
    }

    /** The scopes that a service declares or requires now. */
    Set<String> declaredBy(Handle handle, String serviceId) {
        return handle.createQuery("select scope from scope_declarer where service_id = :serviceId")
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .set();
    }

    /** Who owns those of the services that exist, by service id. */
    Map<String, String> ownersOf(Handle handle, Collection<String> serviceIds) {
        return handle.createQuery("select service_id, owner_id from service where service_id = any(:serviceIds)")
                .bindArray("serviceIds", String.class, List.copyOf(serviceIds))
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn("service_id", String.class), row.getColumn("owner_id", String.class));
                    return all;
                });
    }

    /** Gives what is left with an owner to another: scopes go with their service, those that have ended with nobody's. */
    public void handOver(Handle handle, String from, String to) {
        handle.createUpdate("update scope_owner set owner_id = :to where owner_id = :from")
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    private static ScopeOwner owner(ResultSet row, StatementContext context) throws SQLException {
        return new ScopeOwner(
                row.getString("scope"),
                row.getString("service_id"),
                row.getString("owner_id"),
                row.getString("policy"),
                row.getBoolean("shared"));
    }
}
