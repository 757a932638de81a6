package dev.gatehouse.authority.approval;

import dev.gatehouse.store.Columns;
import dev.gatehouse.store.Conditions;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of access requests. Stateless. */
public final class AccessRequestStore {
    private static final String SELECT = """
            select r.*, c.client_name, c.owner_id as client_owner_id, s.owner_id as service_owner_id
              from access_request r
              join client c using (client_id)
              join service s using (service_id)
            """;

    public Optional<AccessRequest> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where r.access_request_id = :id")
                .bind("id", id)
                .map(AccessRequestStore::request)
                .findOne();
    }

    /** The request, kept from every other writer until the transaction ends, as its client and its service are. */
    public Optional<AccessRequest> lock(Handle handle, long id) {
        return handle.createQuery(
                        SELECT + " where r.access_request_id = :id for update of c for share of s for update of r")
                .bind("id", id)
                .map(AccessRequestStore::request)
                .findOne();
    }

    /** What the client waits for, oldest first. */
    List<AccessRequest> open(Handle handle, String clientId) {
        return handle.createQuery(SELECT
                        + " where r.client_id = :clientId and r.state = 'requested' order by r.access_request_id")
                .bind("clientId", clientId)
                .map(AccessRequestStore::request)
                .list();
    }

    /** Adds a request of a client to a service, with the state of what was decided already; returns its id. */
    long insert(Handle handle, Applicant applicant, String serviceId, Wanted wanted, Asking asking) {
        boolean approved = asking.verdict().isGiven();
        return handle.createQuery("""
                        insert into access_request (client_id, service_id, state, endpoints, scopes, for_links, vouched,
                                                    until, reason, asked_by, asked, granted_endpoints, granted_scopes,
                                                    decided_by, decided)
                        values (:clientId, :serviceId, :state, :endpoints, :scopes, :forLinks, :vouched,
                                :until, :reason, :askedBy, now(), :grantedEndpoints, :grantedScopes,
                                :decidedBy, case when :decided then now() end)
                        returning access_request_id
                        """)
                .bind("clientId", applicant.clientId())
                .bind("serviceId", serviceId)
                .bind("state", (approved ? AccessState.APPROVED : AccessState.REQUESTED).text())
                .bindArray("endpoints", String.class, wanted.endpoints())
                .bindArray("scopes", String.class, wanted.scopes())
                .bind("forLinks", asking.forLinks())
                .bindArray("vouched", String.class, asking.vouched())
                .bind("until", asking.terms().until())
                .bind("reason", asking.terms().reason())
                .bind("askedBy", applicant.caller().userId())
                .bindArray("grantedEndpoints", String.class, approved ? wanted.endpoints() : List.of())
                .bindArray("grantedScopes", String.class, approved ? wanted.scopes() : List.of())
                .bind("decidedBy", approved ? applicant.caller().userId() : null)
                .bind("decided", approved)
                .mapTo(Long.class)
                .one();
    }

    /**
     * What is kept beside what was asked for.
     *
     * @param verdict whether it was given at once
     */
    record Asking(Verdict verdict, boolean forLinks, List<String> vouched, Terms terms) {}

    /** Keeps what was decided. */
    public void decide(Handle handle, AccessRequest request, AccessState state, Decision decision) {
        handle.createUpdate("""
                        update access_request
                           set state = :state, decided_by = :by, decided = now(), decision_reason = :reason,
                               until = :until, granted_endpoints = :endpoints, granted_scopes = :scopes
                         where access_request_id = :id
                        """)
                .bind("id", request.accessRequestId())
                .bind("state", state.text())
                .bind("by", decision.by())
                .bind("reason", decision.reason())
                .bind("until", decision.until())
                .bindArray("endpoints", String.class, decision.granted().endpoints())
                .bindArray("scopes", String.class, decision.granted().scopes())
                .execute();
    }

    /** The requests of some clients of which nothing is left have ended; returns them. */
    public List<AccessRequest> end(Handle handle, List<String> clientIds) {
        List<Long> ended = handle.createQuery("""
                        update access_request r
                           set state = 'ended'
                         where r.client_id = any(:clientIds) and r.state = 'approved'
                           and not exists (select from client_endpoint l
                                            where l.access_request_id = r.access_request_id)
                           and not exists (select from approved_scope g
                                            where g.access_request_id = r.access_request_id)
                        returning access_request_id
                        """)
                .bindArray("clientIds", String.class, clientIds)
                .mapTo(Long.class)
                .list();
        return ended.isEmpty()
                ? List.of()
                : handle.createQuery(SELECT + " where r.access_request_id = any(:ids) order by r.access_request_id")
                        .bindArray("ids", Long.class, ended)
                        .map(AccessRequestStore::request)
                        .list();
    }

    /** Those that are asked for, the newest first. */
    public List<AccessRequest> list(Handle handle, AccessRequestFilter filter, int limit, long offset) {
        Conditions conditions = conditions(filter);
        String sql = SELECT + conditions.clause() + " order by r.access_request_id desc limit :limit offset :offset";
        return conditions
                .bind(handle.createQuery(sql))
                .bind("limit", limit)
                .bind("offset", offset)
                .map(AccessRequestStore::request)
                .list();
    }

    public long count(Handle handle, AccessRequestFilter filter) {
        Conditions conditions = conditions(filter);
        String sql = "select count(*) from (" + SELECT + conditions.clause() + ") matching";
        return conditions.bind(handle.createQuery(sql)).mapTo(Long.class).one();
    }

    private static Conditions conditions(AccessRequestFilter filter) {
        Conditions conditions = new Conditions()
                .and("r.state = :state", "state", filter.state())
                .and("r.service_id = :serviceId", "serviceId", filter.serviceId())
                .and("r.client_id = :clientId", "clientId", filter.clientId())
                .and("r.access_request_id < :before", "before", filter.before());
        String clientsOf = filter.clientsOf();
        String servicesOf = filter.servicesOf();
        return clientsOf != null && servicesOf != null
                ? conditions
                        .and("(c.owner_id = :clientsOf or s.owner_id = :servicesOf)", "clientsOf", clientsOf)
                        .with("servicesOf", servicesOf)
                : conditions
                        .and("c.owner_id = :clientsOf", "clientsOf", clientsOf)
                        .and("s.owner_id = :servicesOf", "servicesOf", servicesOf);
    }

    private static AccessRequest request(ResultSet row, StatementContext context) throws SQLException {
        AccessState state = AccessState.of(row.getString("state"));
        boolean approved = state == AccessState.APPROVED || state == AccessState.ENDED;
        return new AccessRequest(
                row.getLong("access_request_id"),
                state,
                new AccessRequest.Between(
                        row.getString("client_id"),
                        row.getString("client_name"),
                        row.getString("client_owner_id"),
                        row.getString("service_id"),
                        row.getString("service_owner_id")),
                new Wanted(Columns.texts(row, "endpoints"), Columns.texts(row, "scopes")),
                Times.readOrNull(row, "until"),
                new AccessRequest.Asked(
                        row.getString("asked_by"),
                        Times.read(row, "asked"),
                        row.getString("reason"),
                        row.getBoolean("for_links"),
                        Columns.texts(row, "vouched")),
                approved
                        ? new Wanted(Columns.texts(row, "granted_endpoints"), Columns.texts(row, "granted_scopes"))
                        : null,
                new AccessRequest.Decided(
                        row.getString("decided_by"),
                        Times.readOrNull(row, "decided"),
                        row.getString("decision_reason")));
    }
}
