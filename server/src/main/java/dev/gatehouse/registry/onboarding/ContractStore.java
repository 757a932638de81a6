package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.Json;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.OtherSchemes;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of contract documents, one a version. Stateless. */
final class ContractStore {
    Optional<StoredContract> latest(Handle handle, String serviceId) {
        return handle.createQuery("""
                        select version, contract_type, media_type, document, scopes, rules, other_schemes
                          from contract
                         where service_id = :serviceId
                         order by version desc
                         limit 1
                        """)
                .bind("serviceId", serviceId)
                .map(ContractStore::stored)
                .findOne();
    }

    Optional<StoredContract> find(Handle handle, String serviceId, int version) {
        return handle.createQuery("""
                        select version, contract_type, media_type, document, scopes, rules, other_schemes
                          from contract
                         where service_id = :serviceId and version = :version
                        """)
                .bind("serviceId", serviceId)
                .bind("version", version)
                .map(ContractStore::stored)
                .findOne();
    }

    /** Every version without its bytes, newest first. */
    List<ContractVersion> versions(Handle handle, String serviceId, @Nullable Integer after, int limit, long offset) {
        return handle.createQuery("""
                        select version, contract_type, media_type, length(document) as size, derived, created, created_by
                          from contract
                         where service_id = :serviceId and (:after::integer is null or version < :after)
                         order by version desc
                         limit :limit offset :offset
                        """)
                .bind("serviceId", serviceId)
                .bind("after", after)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ContractStore::version)
                .list();
    }

    long count(Handle handle, String serviceId) {
        return handle.createQuery("select count(*) from contract where service_id = :serviceId")
                .bind("serviceId", serviceId)
                .mapTo(Long.class)
                .one();
    }

    void insert(
            Handle handle,
            String serviceId,
            int version,
            Contract contract,
            byte[] document,
            StoredContract.HowRead read,
            Instant created,
            String createdBy) {
        handle.createUpdate("""
                        insert into contract (service_id, version, contract_type, media_type, document, scopes, derived,
                                              rules, other_schemes, created, created_by)
                        values (:serviceId, :version, :type, :mediaType, :document, :scopes::jsonb, :derived,
                                :rules, :otherSchemes, :created, :createdBy)
                        """)
                .bind("serviceId", serviceId)
                .bind("version", version)
                .bind("type", contract.type().text())
                .bind("mediaType", contract.mediaType())
                .bind("document", document)
                .bind("scopes", Json.text(contract.scopes()))
                .bind("derived", contract.derived())
                .bind("rules", read.rules())
                .bind("otherSchemes", text(read))
                .bind("created", created)
                .bind("createdBy", createdBy)
                .execute();
    }

    private static @Nullable String text(StoredContract.HowRead read) {
        return read.otherSchemes().map(OtherSchemes::text).orElse(null);
    }

    /** Notes that a version was read once more. */
    void setRead(Handle handle, String serviceId, int version, StoredContract.HowRead read) {
        handle.createUpdate("""
                        update contract set rules = :rules, other_schemes = :otherSchemes
                         where service_id = :serviceId and version = :version
                        """)
                .bind("serviceId", serviceId)
                .bind("version", version)
                .bind("rules", read.rules())
                .bind("otherSchemes", text(read))
                .execute();
    }

    /** The next service by id whose contract in force was read by earlier rules. */
    Optional<String> nextReadBefore(Handle handle, String afterServiceId, int rules) {
        return handle.createQuery("""
                        select s.service_id
                          from service s
                         cross join lateral (select rules from contract where service_id = s.service_id
                                              order by version desc limit 1) latest
                         where s.service_id > :after and latest.rules < :rules
                         order by s.service_id
                         limit 1
                        """)
                .bind("after", afterServiceId)
                .bind("rules", rules)
                .mapTo(String.class)
                .findOne();
    }

    /** The id that is so many services behind another; empty where there are fewer. */
    Optional<String> serviceAfter(Handle handle, String serviceId, int services) {
        return handle.createQuery("""
                        select service_id from service
                         where service_id > :after
                         order by service_id limit 1 offset :services
                        """)
                .bind("after", serviceId)
                .bind("services", services - 1)
                .mapTo(String.class)
                .findOne();
    }

    /** Services by the order of their ids. @param last null for all that follow */
    record Stretch(String after, @Nullable String last) {}

    /** Removes some of the versions beyond the newest; what another process is removing is left to it. */
    int removeOld(Handle handle, Stretch services, int kept, int batch) {
        return handle.createUpdate("""
                        delete from contract where (service_id, version) in (
                            select c.service_id, c.version
                              from service s
                             cross join lateral (select max(version) as version
                                                   from contract where service_id = s.service_id) newest
                              join contract c on c.service_id = s.service_id and c.version <= newest.version - :kept
                             where s.service_id > :after and (:last::text is null or s.service_id <= :last)
                             limit :batch for update of c skip locked)
                        """)
                .bind("kept", kept)
                .bind("after", services.after())
                .bind("last", services.last())
                .bind("batch", batch)
                .execute();
    }

    private static StoredContract stored(ResultSet row, StatementContext context) throws SQLException {
        Set<?> scopes = Json.read(row.getString("scopes"), Map.class).keySet();
        return new StoredContract(
                row.getInt("version"),
                new ContractType(row.getString("contract_type")),
                row.getString("media_type"),
                row.getBytes("document"),
                Set.copyOf(scopes.stream().map(String::valueOf).toList()),
                new StoredContract.HowRead(
                        row.getInt("rules"),
                        Optional.ofNullable(row.getString("other_schemes")).flatMap(OtherSchemes::of)));
    }

    private static ContractVersion version(ResultSet row, StatementContext context) throws SQLException {
        return new ContractVersion(
                row.getInt("version"),
                new ContractType(row.getString("contract_type")),
                row.getString("media_type"),
                row.getInt("size"),
                row.getBoolean("derived"),
                Times.read(row, "created"),
                row.getString("created_by"));
    }
}
