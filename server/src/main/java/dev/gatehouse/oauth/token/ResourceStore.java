package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.MembershipStore;
import dev.gatehouse.clients.scope.Scopes;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What tokens need to know of registered services. Stateless. */
final class ResourceStore {
    /**
     * A service, as the resource of a token.
     *
     * @param uri what it was registered with as its own; null where it has none
     * @param scopes what it and its endpoints declare and require
     * @param signing how its tokens are signed
     */
    record Service(@Nullable String uri, String name, Resources.Signing signing, Set<String> scopes) {}

    Optional<Service> find(Handle handle, String serviceId) {
        return handle.createQuery("""
                        select resource, service_name, signing_algorithm, access_token_typ, scope
                               || coalesce((select string_agg(distinct ' ' || e.scope, '')
                                              from endpoint e where e.service_id = s.service_id), '')
                               || coalesce((select string_agg(distinct ' ' || token, '')
                                              from endpoint e,
                                                   jsonb_path_query(e.requires, '$[*][*]') one,
                                                   lateral (select one #>> '{}') alternative (token)
                                             where e.service_id = s.service_id), '') as scopes
                          from service s where service_id = :serviceId
                        """)
                .bind("serviceId", serviceId)
                .map((row, context) -> new Service(
                        row.getString("resource"),
                        row.getString("service_name"),
                        new Resources.Signing(
                                Optional.ofNullable(row.getString("signing_algorithm")),
                                Optional.ofNullable(row.getString("access_token_typ"))),
                        Set.copyOf(Scopes.split(row.getString("scopes")))))
                .findOne();
    }

    /** The id of the service that was registered with the URI, or one that names the same, as its own. */
    Optional<String> findId(Handle handle, String uri) {
        return handle.createQuery("""
                        select service_id
                          from service
                         where resource is not null and resource_key(resource) = resource_key(:resource)
                         order by resource <> :resource, created, service_id
                         limit 1
                        """).bind("resource", uri).mapTo(String.class).findOne();
    }

    /** Whether the user, or the team, acts for the service's owner. */
    boolean isOwnedBy(Handle handle, String serviceId, String userId) {
        return handle.createQuery("select exists (select from service where service_id = :id and "
                        + MembershipStore.actsFor(":userId", "service.owner_id") + ")")
                .bind("id", serviceId)
                .bind("userId", userId)
                .mapTo(Boolean.class)
                .one();
    }
}
