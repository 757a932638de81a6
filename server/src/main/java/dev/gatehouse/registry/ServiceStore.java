package dev.gatehouse.registry;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.AccessPolicy;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The rows of services. Stateless. */
public final class ServiceStore {
    static final String COLUMNS =
            "service_id, service_type, service_name, service_desc, owner_id, policy, decision_mode, scope, signing_algorithm,"
                    + " access_token_typ, resource, method_parameters, created, updated";

    private static final String INSERT = """
            insert into service (service_id, service_type, service_name, service_desc, owner_id, policy, decision_mode,
                                 scope, signing_algorithm, access_token_typ, resource, method_parameters, created, updated)
            values (:serviceId, :serviceType, :serviceName, :serviceDesc, :ownerId, :policy, :decisionMode,
                    :scope, :signingAlgorithm, :accessTokenTyp, :resource, :methodParameters, :created, :updated)
            """;

    public Optional<Service> find(Handle handle, String serviceId) {
        return handle.createQuery("select " + COLUMNS + " from service where service_id = :serviceId")
                .bind("serviceId", serviceId)
                .map(ServiceStore::service)
                .findOne();
    }

    /** The service, kept from every other writer until the transaction ends. */
    public Optional<Service> lock(Handle handle, String serviceId) {
        return handle.createQuery("select " + COLUMNS + " from service where service_id = :serviceId for update")
                .bind("serviceId", serviceId)
                .map(ServiceStore::service)
                .findOne();
    }

    public List<Service> list(Handle handle, KeyedPage page) {
        return page.bindRows(handle.createQuery("select " + COLUMNS + " from service" + page.rows("service_id")))
                .map(ServiceStore::service)
                .list();
    }

    public long count(Handle handle, KeyedPage page) {
        return page.bindMatching(handle.createQuery("select count(*) from service" + page.matching("service_id")))
                .mapTo(Long.class)
                .one();
    }

    /** How many services give access to whoever may register clients. */
    public long countOpen(Handle handle) {
        return handle.createQuery("select count(*) from service where policy = 'open'")
                .mapTo(Long.class)
                .one();
    }

    public void insert(Handle handle, Service service) {
        insert(handle.createUpdate(INSERT), service);
    }

    /** Adds the audit entry of its creation, too. */
    public void insertRecorded(Handle handle, Caller caller, Service service) {
        String subject = "service/" + service.serviceId();
        insert(AuditStore.recording(handle, INSERT, caller, "service.create", subject, service), service);
    }

    private static void insert(Update update, Service service) {
        bind(update, service).bind("created", service.times().createDt()).execute();
    }

    public void update(Handle handle, Service service) {
        bind(handle.createUpdate("""
                                update service
                                   set service_type = :serviceType, service_name = :serviceName,
                                       service_desc = :serviceDesc, owner_id = :ownerId, policy = :policy,
                                       decision_mode = :decisionMode,
                                       scope = :scope,
                                       signing_algorithm = :signingAlgorithm,
                                       access_token_typ = :accessTokenTyp, resource = :resource,
                                       method_parameters = :methodParameters,
                                       updated = :updated
                                 where service_id = :serviceId
                                """), service).execute();
    }

    /** Ids of the owner's services, sorted. */
    List<String> owned(Handle handle, String ownerId, int most) {
        return handle.createQuery(
                        "select service_id from service where owner_id = :ownerId order by service_id limit :most")
                .bind("ownerId", ownerId)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** Gives all of them to another owner, and tells which. */
    List<String> handOver(Handle handle, Holding.Change change) {
        return handle.createQuery("""
                        update service set owner_id = :to, updated = :at where owner_id = :from returning service_id
                        """)
                .bind("from", change.from())
                .bind("to", change.to())
                .bind("at", change.at())
                .mapTo(String.class)
                .list();
    }

    /** Whether another service has the same resource as its own, however it is written. */
    boolean isResourceOfAnother(Handle handle, Service service) {
        return handle.createQuery("""
                        select exists (select from service
                                        where resource is not null
                                          and resource_key(resource) = resource_key(:resource)
                                          and service_id <> :serviceId)
                        """)
                .bind("accessTokenTyp", service.tokens().accessTokenTyp())
                .bind("resource", service.tokens().resource())
                .bind("serviceId", service.serviceId())
                .mapTo(Boolean.class)
                .one();
    }

    public void delete(Handle handle, String serviceId) {
        handle.createUpdate("delete from service where service_id = :serviceId")
                .bind("serviceId", serviceId)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Service service) {
        return statement
                .bind("serviceId", service.serviceId())
                .bind("serviceType", service.serviceType().text())
                .bind("serviceName", service.serviceName())
                .bind("serviceDesc", service.serviceDesc())
                .bind("ownerId", service.ownerId())
                .bind("policy", Objects.requireNonNull(service.rules().policy()).text())
                .bind(
                        "decisionMode",
                        Objects.requireNonNull(service.rules().decisionMode()).text())
                .bind("scope", service.tokens().scope())
                .bind("signingAlgorithm", service.tokens().signingAlgorithm())
                .bind("accessTokenTyp", service.tokens().accessTokenTyp())
                .bind("resource", service.tokens().resource())
                .bind("methodParameters", joined(service.tokens().methodParameters()))
                .bind("updated", service.times().updateDt());
    }

    private static @Nullable String joined(@Nullable List<String> names) {
        return names == null ? null : String.join(" ", names);
    }

    private static @Nullable List<String> split(@Nullable String names) {
        return names == null ? null : names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    public static Service service(ResultSet row, StatementContext context) throws SQLException {
        return new Service(
                row.getString("service_id"),
                new ContractType(row.getString("service_type")),
                row.getString("service_name"),
                row.getString("service_desc"),
                row.getString("owner_id"),
                new ServiceRules(
                        AccessPolicy.of(row.getString("policy")), DecisionMode.of(row.getString("decision_mode"))),
                new ServiceTokens(
                        row.getString("scope"),
                        row.getString("signing_algorithm"),
                        row.getString("access_token_typ"),
                        row.getString("resource"),
                        split(row.getString("method_parameters"))),
                Times.readBoth(row));
    }
}
