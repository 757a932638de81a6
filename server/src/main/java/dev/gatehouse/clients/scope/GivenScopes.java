package dev.gatehouse.clients.scope;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which scopes may be given to a client directly. Immutable. */
public final class GivenScopes {
    private final Set<String> ours;
    private final ScopeStore store = new ScopeStore();

    /** @param ours the scopes of this server's own API */
    public GivenScopes(Collection<String> ours) {
        this.ours = Set.copyOf(ours);
    }

    /**
     * Whether the caller may give the scopes that were not there before.
     *
     * @throws ApiException ERR11004 when nobody declares one, ERR11620 when it takes more than the caller has
     */
    public void check(Handle handle, Caller caller, String before, String after) {
        Set<String> added = new HashSet<>(Scopes.split(after));
        Scopes.split(before).forEach(added::remove);
        List<String> undeclared = added.stream()
                .filter(scope -> !StandingScopes.OF_A_PERSON.contains(scope) && !ours.contains(scope))
                .sorted()
                .toList();
        Set<String> declared = store.declared(handle, undeclared);
        undeclared =
                undeclared.stream().filter(scope -> !declared.contains(scope)).toList();
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
    public static boolean mayGive(Caller caller, String scope) {
        return !ReservedScopes.isReserved(scope)
                || caller.isAdministrator()
                || caller.scopes().contains(scope);
    }
}
