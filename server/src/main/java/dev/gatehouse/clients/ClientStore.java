package dev.gatehouse.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of clients and of their links to endpoints. Stateless. */
final class ClientStore {
    /** A client with the hash of its secret; the hash is null for a public client. */
    record Registered(Client client, byte[] secretHash) {}

    Optional<Registered> find(Handle handle, String clientId) {
        return handle.createQuery("""
                        select client_id, client_name, owner_id, scope, secret_hash
                          from client where client_id = :clientId
                        """)
                .bind("clientId", clientId)
                .map(ClientStore::registered)
                .findOne();
    }

    void insert(Handle handle, Client client, byte[] secretHash, Instant now) {
        handle.createUpdate("""
                        insert into client (client_id, client_name, owner_id, secret_hash, scope, created, updated)
                        values (:clientId, :clientName, :ownerId, :secretHash, :scope, :now, :now)
                        """)
                .bind("clientId", client.clientId())
                .bind("clientName", client.clientName())
                .bind("ownerId", client.ownerId())
                .bind("secretHash", secretHash)
                .bind("scope", client.scope())
                .bind("now", now)
                .execute();
    }

    /** The scopes that the endpoints a client is linked to require, each entry separated by space. */
    List<String> linkedScopes(Handle handle, String clientId) {
        return handle.createQuery("""
                        select distinct e.scope
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = :clientId
                        """)
                .bind("clientId", clientId)
                .mapTo(String.class)
                .list();
    }

    /** Keeps the service's endpoints as they are until the transaction ends. */
    void lockService(Handle handle, String serviceId) {
        handle.createQuery("select 1 from service where service_id = :serviceId for share")
                .bind("serviceId", serviceId)
                .mapTo(Integer.class)
                .findOne();
    }

    void link(Handle handle, String clientId, String serviceId, List<String> endpoints, Instant now) {
        handle.createUpdate("""
                        insert into client_endpoint (client_id, service_id, endpoint, created)
                        select :clientId, :serviceId, unnest(:endpoints), :now
                        on conflict do nothing
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .bind("now", now)
                .execute();
    }

    private static Registered registered(ResultSet row, StatementContext context) throws SQLException {
        Client client = new Client(
                row.getString("client_id"),
                row.getString("client_name"),
                row.getString("owner_id"),
                row.getString("scope"));
        return new Registered(client, row.getBytes("secret_hash"));
    }
}
