package dev.gatehouse.authority.scope;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads who owns the scopes that services declare today; triggers keep the rows. Stateless. */
public final class ScopeOwnerStore {
    private static final String COLUMNS = "scope, service_id, owner_id, description, policy, shared";

    /** Who has the scope; empty where no service declares it today, and for the scopes that nobody owns. */
    public Optional<ScopeOwner> find(Handle handle, String scope) {
        return handle.createQuery("select " + COLUMNS + " from scope_owner where scope = :scope and ended is null")
                .bind("scope", scope)
                .map(ScopeOwnerStore::owner)
                .findOne();
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

    private static ScopeOwner owner(ResultSet row, StatementContext context) throws SQLException {
        return new ScopeOwner(
                row.getString("scope"),
                row.getString("service_id"),
                row.getString("owner_id"),
                row.getString("description"),
                row.getString("policy"),
                row.getBoolean("shared"));
    }
}
