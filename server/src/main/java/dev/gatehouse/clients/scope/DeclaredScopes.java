package dev.gatehouse.clients.scope;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which scopes there are: those that registered services declare. Stateless. */
final class DeclaredScopes {
    /** What OpenID Connect asks about a person (OpenID Connect Core section 5.4, section 11); no service declares it. */
    static final Set<String> OF_A_PERSON = Set.of("openid", "profile", "email", "address", "phone", "offline_access");

    private DeclaredScopes() {}

    /** Those of the scopes that a service declares now. */
    static Set<String> among(Handle handle, Collection<String> scopes) {
        if (scopes.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(handle.createQuery("""
                        select wanted.scope
                          from unnest(:scopes) as wanted (scope)
                         where exists (select from service_scope declared where declared.scope = wanted.scope)
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .mapTo(String.class)
                .set());
    }

    /** Those of the scopes that a service other than the given one declares now. */
    static Set<String> amongOthers(Handle handle, Collection<String> scopes, String serviceId) {
        if (scopes.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(handle.createQuery("""
                        select wanted.scope
                          from unnest(:scopes) as wanted (scope)
                         where exists (select
                                         from service_scope declared
                                        where declared.scope = wanted.scope and declared.service_id <> :serviceId)
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .set());
    }

    /** Whether the scope is there whatever services declare. */
    static boolean isStanding(String scope) {
        return OF_A_PERSON.contains(scope) || ReservedScopes.isReserved(scope);
    }
}
