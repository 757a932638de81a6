package dev.gatehouse.clients;

import dev.gatehouse.http.ApiException;
import dev.gatehouse.http.Caller;
import dev.gatehouse.http.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which scopes may be given to a client directly. Immutable. */
final class GivenScopes {
    /** What OpenID Connect asks about a person (OpenID Connect Core section 5.4, section 11); no service declares it. */
    private static final Set<String> OF_A_PERSON =
            Set.of("openid", "profile", "email", "address", "phone", "offline_access");

    private final Set<String> ours;

    /** @param ours the scopes of this server's own API */
    GivenScopes(Collection<String> ours) {
        this.ours = Set.copyOf(ours);
    }

    /**
     * Whether the caller may give the scopes that were not there before.
     *
     * @throws ApiException ERR11004 when nobody declares one, ERR11620 when it takes more than the caller has
     */
    void check(Handle handle, Caller caller, String before, String after) {
        Set<String> added = new HashSet<>(Scopes.split(after));
        Scopes.split(before).forEach(added::remove);
        List<String> undeclared = added.stream()
                .filter(scope -> !OF_A_PERSON.contains(scope) && !ours.contains(scope))
                .toList();
        undeclared = undeclared(handle, undeclared);
        if (!undeclared.isEmpty()) {
            throw ApiException.invalid(
                    "/scope", "names what no registered service declares: " + String.join(" ", undeclared));
        }
        for (String scope : added) {
            if (!mayGive(caller, scope)) {
                throw ErrorCode.PERMISSION_DENIED.with("User " + caller.userId() + " may not give the scope " + scope
                        + ", which is not in the token; that needs the scope oauth.admin");
            }
        }
    }

    /** Whether the caller may hand on the scope, provided that it exists. */
    static boolean mayGive(Caller caller, String scope) {
        return !ReservedScopes.isReserved(scope)
                || caller.isAdministrator()
                || caller.scopes().contains(scope);
    }

    private static List<String> undeclared(Handle handle, List<String> scopes) {
        if (scopes.isEmpty()) {
            return scopes;
        }
        List<String> rest = new ArrayList<>(scopes);
        rest.removeAll(handle.createQuery("""
                        select wanted.scope
                          from unnest(:scopes) as wanted (scope)
                         where exists (select from service_scope declared where declared.scope = wanted.scope)
                        """)
                .bindArray("scopes", String.class, scopes)
                .mapTo(String.class)
                .list());
        return rest.stream().sorted().toList();
    }
}
