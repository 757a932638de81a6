package dev.gatehouse.oauth;

import dev.gatehouse.clients.Client;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads clients as the front channel sees them. Thread-safe. */
final class RelyingParties {
    private final Jdbi jdbi;

    RelyingParties(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<RelyingParty> find(String clientId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select client_id, client_name, owner_id, scope, client_type, redirect_uris,
                               post_logout_redirect_uris, grant_types
                          from client
                         where client_id = :clientId
                        """)
                .bind("clientId", clientId)
                .map(RelyingParties::party)
                .findOne());
    }

    private static RelyingParty party(ResultSet row, StatementContext context) throws SQLException {
        Client client = new Client(
                row.getString("client_id"),
                row.getString("client_name"),
                row.getString("owner_id"),
                row.getString("scope"));
        return new RelyingParty(
                client,
                row.getString("client_type"),
                texts(row.getArray("redirect_uris")),
                texts(row.getArray("post_logout_redirect_uris")),
                Set.copyOf(texts(row.getArray("grant_types"))));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
