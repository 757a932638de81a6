package dev.gatehouse.clients;

import dev.gatehouse.api.Json;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.clients.protocol.ClientProtocol;
import dev.gatehouse.store.Columns;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of clients. Stateless. */
public final class ClientStore {
    private static final String COLUMNS = """
            client_id, client_type, client_profile, client_name, client_desc, owner_id, host, scope, redirect_uris,
            post_logout_redirect_uris, custom_claim, grant_types, auth_method, jwks, jwks_uri, signing_algorithm,
            protocol, created, updated, secret_hash, registration_token_hash, registration_scope
            """;

    /**
     * A client with its hashes.
     *
     * @param secretHash null where the client has no secret
     * @param registrationToken null where the client does not manage itself (RFC 7592)
     */
    public record Registered(
            Client client,
            byte @Nullable [] secretHash,
            @Nullable RegistrationToken registrationToken) {}

    /**
     * What a client manages itself with.
     *
     * @param scope the system scopes that the client could get when it was issued, separated by space
     */
    public record RegistrationToken(byte[] hash, String scope) {}

    public Optional<Registered> find(Handle handle, String clientId) {
        if (clientId.indexOf('\0') >= 0) {
            return Optional.empty(); // the database keeps no such text, and would not be asked for it
        }
        return handle.createQuery("select " + COLUMNS + " from client where client_id = :clientId")
                .bind("clientId", clientId)
                .map(ClientStore::registered)
                .findOne();
    }

    /** The client, unless its owner is disabled: nobody gets anything by it then. */
    public Optional<Registered> findServed(Handle handle, String clientId) {
        return find(handle, clientId)
                .filter(found -> !handle.createQuery(
                                "select exists (select from users where user_id = :ownerId and not active)")
                        .bind("ownerId", found.client().ownerId())
                        .mapTo(Boolean.class)
                        .one());
    }

    /** The client, kept from every other writer until the transaction ends. */
    public Optional<Registered> lock(Handle handle, String clientId) {
        return handle.createQuery("select " + COLUMNS + " from client where client_id = :clientId for update")
                .bind("clientId", clientId)
                .map(ClientStore::registered)
                .findOne();
    }

    /** @param owners whose clients; null for everybody's */
    List<Client> list(Handle handle, KeyedPage page, @Nullable Set<String> owners) {
        String sql = "select " + COLUMNS + " from " + ownedBy(owners) + page.rows("client_id");
        return page.bindRows(bindOwners(handle.createQuery(sql), owners))
                .map((row, context) -> registered(row, context).client())
                .list();
    }

    long count(Handle handle, KeyedPage page, @Nullable Set<String> owners) {
        String sql = "select count(*) from " + ownedBy(owners) + page.matching("client_id");
        return page.bindMatching(bindOwners(handle.createQuery(sql), owners))
                .mapTo(Long.class)
                .one();
    }

    /** Of one owner, the index has them in the order of the list. */
    private static String ownedBy(@Nullable Set<String> owners) {
        if (owners == null) {
            return "client";
        }
        String theirs = owners.size() == 1 ? "= (:owners::text[])[1]" : "= any(:owners)";
        return "(select * from client where owner_id " + theirs + ") as owned";
    }

    private static Query bindOwners(Query query, @Nullable Set<String> owners) {
        return owners == null ? query : query.bindArray("owners", String.class, owners);
    }

    void insert(Handle handle, Registered registered) {
        RegistrationToken token = registered.registrationToken();
        bind(handle.createUpdate("""
                                insert into client (client_id, client_type, client_profile, client_name, client_desc,
                                                    owner_id, host, scope, redirect_uris, post_logout_redirect_uris,
                                                    custom_claim, grant_types, auth_method, jwks, jwks_uri,
                                                    signing_algorithm, protocol, created, updated, secret_hash, registration_token_hash,
                                                    registration_scope)
                                values (:clientId, :clientType, :clientProfile, :clientName, :clientDesc,
                                        :ownerId, :host, :scope, :redirectUris, :postLogoutRedirectUris,
                                        :customClaim::json, :grantTypes, :authMethod, :jwks::json, :jwksUri,
                                        :signingAlgorithm, :protocol::json, :created, :updated, :secretHash, :registrationTokenHash,
                                        :registrationScope)
                                """), registered.client())
                .bind("created", registered.client().times().createDt())
                .bind("secretHash", registered.secretHash())
                .bind("registrationTokenHash", token == null ? null : token.hash())
                .bind("registrationScope", token == null ? "" : token.scope())
                .execute();
    }

    /** Ends what the client manages itself with. */
    void endRegistrationToken(Handle handle, String clientId) {
        handle.createUpdate("""
                        update client set registration_token_hash = null, registration_scope = ''
                         where client_id = :clientId
                        """).bind("clientId", clientId).execute();
    }

    /** Changes everything but the hashes. */
    void update(Handle handle, Client client) {
        bind(handle.createUpdate("""
                                update client
                                   set client_type = :clientType, client_profile = :clientProfile,
                                       client_name = :clientName, client_desc = :clientDesc, owner_id = :ownerId,
                                       host = :host, scope = :scope, redirect_uris = :redirectUris,
                                       post_logout_redirect_uris = :postLogoutRedirectUris,
                                       custom_claim = :customClaim::json, grant_types = :grantTypes,
                                       auth_method = :authMethod, jwks = :jwks::json, jwks_uri = :jwksUri,
                                       signing_algorithm = :signingAlgorithm, protocol = :protocol::json, updated = :updated
                                 where client_id = :clientId
                                """), client).execute();
    }

    /** Ids of the owner's clients, sorted. */
    public List<String> owned(Handle handle, String ownerId, int most) {
        return handle.createQuery(
                        "select client_id from client where owner_id = :ownerId order by client_id limit :most")
                .bind("ownerId", ownerId)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** The same, of all, kept from every other writer until the transaction ends. */
    public List<String> lockOwned(Handle handle, String ownerId) {
        return handle.createQuery(
                        "select client_id from client where owner_id = :ownerId order by client_id for update")
                .bind("ownerId", ownerId)
                .mapTo(String.class)
                .list();
    }

    /** Gives them to another owner, and ends what they manage themselves with. @param clientIds of the owner before */
    public void handOver(Handle handle, List<String> clientIds, Holding.Change change) {
        handle.createUpdate("""
                        update client
                           set owner_id = :to, updated = :at, registration_token_hash = null, registration_scope = ''
                         where client_id = any(:clientIds)
                        """)
                .bindArray("clientIds", String.class, clientIds)
                .bind("to", change.to())
                .bind("at", change.at())
                .execute();
    }

    void delete(Handle handle, String clientId) {
        handle.createUpdate("delete from client where client_id = :clientId")
                .bind("clientId", clientId)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Client client) {
        return statement
                .bind("clientId", client.clientId())
                .bind("clientType", client.clientType().text())
                .bind("clientProfile", client.clientProfile().text())
                .bind("clientName", client.clientName())
                .bind("clientDesc", client.clientDesc())
                .bind("ownerId", client.ownerId())
                .bind("host", client.host())
                .bind("scope", client.scope())
                .bindArray("redirectUris", String.class, client.redirectUri())
                .bindArray("postLogoutRedirectUris", String.class, client.postLogoutRedirectUri())
                .bind("customClaim", text(client.customClaim()))
                .bindArray("grantTypes", String.class, client.grantTypes())
                .bind("authMethod", client.tokenEndpointAuthMethod())
                .bind("jwks", text(client.jwks()))
                .bind("jwksUri", client.jwksUri())
                .bind("signingAlgorithm", client.signingAlgorithm())
                .bind("protocol", Json.text(client.protocol()))
                .bind("updated", client.times().updateDt());
    }

    private static Registered registered(ResultSet row, StatementContext context) throws SQLException {
        Client client = new Client(
                new ClientIdentity(
                        row.getString("client_id"),
                        ClientType.of(row.getString("client_type")),
                        ClientProfile.of(row.getString("client_profile")),
                        row.getString("client_name"),
                        row.getString("client_desc"),
                        row.getString("owner_id"),
                        row.getString("host")),
                new ClientGrants(
                        row.getString("scope"),
                        Columns.texts(row, "redirect_uris"),
                        Columns.texts(row, "post_logout_redirect_uris"),
                        tree(row.getString("custom_claim")),
                        Columns.texts(row, "grant_types")),
                new ClientAuthentication(
                        row.getString("auth_method"),
                        tree(row.getString("jwks")),
                        row.getString("jwks_uri"),
                        row.getString("signing_algorithm")),
                Json.read(row.getString("protocol"), ClientProtocol.class),
                Times.readBoth(row));
        return new Registered(client, row.getBytes("secret_hash"), registrationToken(row));
    }

    private static @Nullable RegistrationToken registrationToken(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("registration_token_hash");
        return hash == null ? null : new RegistrationToken(hash, row.getString("registration_scope"));
    }

    private static @Nullable String text(@Nullable JsonNode tree) {
        return tree == null ? null : Json.text(tree);
    }

    private static @Nullable JsonNode tree(String json) {
        return json == null ? null : Json.read(json, JsonNode.class);
    }
}
