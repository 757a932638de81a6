package dev.gatehouse.clients.scope;

import dev.gatehouse.api.Json;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Computes what clients may ask for from what was given to them and what their linked endpoints need now. Nothing of it is
 * stored, so it follows every change of a service's contract. Stateless.
 */
public final class EffectiveScopes {
    private record Linked(String clientId, Requirement requirement) {}

    private record Owned(String clientId, String ownerId, String scope) {}

    private record Link(String clientId, String serviceId, String endpoint, Requirement requirement) {}

    public Set<String> of(Handle handle, String clientId, String ownScope) {
        return of(handle, Map.of(clientId, ownScope)).get(clientId);
    }

    /** @param ownScopes what was given to each client directly, by client id */
    public Map<String, Set<String>> of(Handle handle, Map<String, String> ownScopes) {
        Map<String, List<Requirement>> requirements = requirements(handle, ownScopes.keySet());
        Set<String> declared = declared(handle, ownScopes.values());
        Map<String, Set<String>> effective = new HashMap<>();
        ownScopes.forEach((clientId, ownScope) -> effective.put(
                clientId,
                Requirement.effectiveScope(
                        stillThere(ownScope, declared), requirements.getOrDefault(clientId, List.of()))));
        return effective;
    }

    /** What clients may ask for today, and once a service has become another; by client id. */
    public Map<String, ScopesThen> then(Handle handle, Collection<String> clientIds, ServiceThen service) {
        List<Owned> clients = owned(handle, clientIds);
        Map<String, String> own = clients.stream().collect(Collectors.toMap(Owned::clientId, Owned::scope));
        Set<String> tokens = tokens(own.values());
        Set<String> declared = DeclaredScopes.among(handle, tokens);
        Set<String> declaredThen = new HashSet<>(DeclaredScopes.amongOthers(handle, tokens, service.serviceId()));
        declaredThen.addAll(service.declared());
        Map<String, List<Link>> links =
                links(handle, own.keySet()).stream().collect(Collectors.groupingBy(Link::clientId));
        return clients.stream().collect(Collectors.toMap(Owned::clientId, client -> {
            List<Link> linked = links.getOrDefault(client.clientId(), List.of());
            String given = stillThere(client.scope(), declared);
            return new ScopesThen(
                    client.ownerId(),
                    Set.copyOf(Scopes.split(given)),
                    Requirement.effectiveScope(
                            given, linked.stream().map(Link::requirement).toList()),
                    Requirement.effectiveScope(
                            stillThere(client.scope(), declaredThen),
                            linked.stream()
                                    .flatMap(link -> then(link, service).stream())
                                    .toList()));
        }));
    }

    /** What a link needs once the service has changed; nothing where its endpoint is gone. */
    private static Optional<Requirement> then(Link link, ServiceThen service) {
        if (!link.serviceId().equals(service.serviceId())) {
            return Optional.of(link.requirement());
        }
        return Optional.ofNullable(service.endpoints().get(link.endpoint()))
                .map(needs -> Requirement.of(
                        needs.scope(),
                        needs.requires(),
                        List.copyOf(link.requirement().vouched())));
    }

    private static List<Owned> owned(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("select client_id, owner_id, scope from client where client_id = any(:clientIds)")
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) ->
                        new Owned(row.getString("client_id"), row.getString("owner_id"), row.getString("scope")))
                .list();
    }

    private static List<Link> links(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("""
                        select l.client_id, service_id, endpoint, e.scope, e.requires, l.vouched
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = any(:clientIds)
                         order by l.client_id, e.scope, e.requires, l.vouched
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) -> new Link(
                        row.getString("client_id"),
                        row.getString("service_id"),
                        row.getString("endpoint"),
                        requirement(row)))
                .list();
    }

    private static Set<String> declared(Handle handle, Collection<String> ownScopes) {
        return DeclaredScopes.among(handle, tokens(ownScopes));
    }

    /** The scopes in these lists that are there only while a service declares them. */
    private static Set<String> tokens(Collection<String> ownScopes) {
        return ownScopes.stream()
                .flatMap(scope -> Scopes.split(scope).stream())
                .filter(scope -> !DeclaredScopes.isStanding(scope))
                .collect(Collectors.toSet());
    }

    /** A scope goes with the last service that declared it, and is back when one does again. */
    private static String stillThere(String ownScope, Set<String> declared) {
        return Scopes.split(ownScope).stream()
                .filter(scope -> DeclaredScopes.isStanding(scope) || declared.contains(scope))
                .collect(Collectors.joining(" "));
    }

    private static Map<String, List<Requirement>> requirements(Handle handle, Collection<String> clientIds) {
        return handle
                .createQuery("""
                        select l.client_id, e.scope, e.requires, l.vouched
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = any(:clientIds)
                         group by l.client_id, e.scope, e.requires, l.vouched
                         order by l.client_id, e.scope, e.requires, l.vouched
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map(EffectiveScopes::linked)
                .stream()
                .collect(Collectors.groupingBy(
                        Linked::clientId, Collectors.mapping(Linked::requirement, Collectors.toList())));
    }

    private static Linked linked(ResultSet row, StatementContext context) throws SQLException {
        return new Linked(row.getString("client_id"), requirement(row));
    }

    /** From the columns {@code scope}, {@code requires} and {@code vouched}. */
    static Requirement requirement(ResultSet row) throws SQLException {
        return Requirement.of(
                row.getString("scope"), alternatives(row.getString("requires")), texts(row.getArray("vouched")));
    }

    public static List<List<String>> alternatives(String requires) {
        return requires == null ? List.of() : Json.readNestedLists(requires);
    }

    public static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
