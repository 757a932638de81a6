package dev.gatehouse.clients;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.clients.protocol.ToldClaims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may see and change a client: who acts for its owner, and administrators, nobody else. */
public final class ClientOwnership {
    private ClientOwnership() {}

    /** @throws ApiException ERR11620 */
    public static void check(Caller caller, Client client) {
        if (!caller.isAdministrator() && !caller.actsFor(client.ownerId())) {
            throw denied(caller, "see or change client " + client.clientId() + ", which somebody else owns");
        }
    }

    /** @throws ApiException ERR11620 when a caller gives a client to somebody else */
    static void checkNewOwner(Caller caller, String ownerId) {
        if (!caller.actsFor(ownerId)) {
            requireAdministrator(caller, "make " + ownerId + " the owner of a client");
        }
    }

    /**
     * What goes beyond the client itself: being trusted, where tokens go that nobody is asked about, and claims that services
     * believe since we sign them.
     *
     * @param before the client as it is, or null for a new one
     * @throws ApiException ERR11620
     */
    static void checkPrivileges(Caller caller, @Nullable Client before, Client after) {
        boolean trusted = before != null && before.clientType() == ClientType.TRUSTED;
        if (after.clientType() == ClientType.TRUSTED && !trusted) {
            requireAdministrator(caller, "make a client trusted");
        }
        if (before != null && trusted && !goesWhereItWent(before, after)) {
            requireAdministrator(caller, "change where the tokens of a trusted client go");
        }
        boolean tellsMore = ToldClaims.OF_ADMINISTRATORS.stream()
                .anyMatch(claim -> after.protocol().told().contains(claim)
                        && (before == null || !before.protocol().told().contains(claim)));
        if (tellsMore) {
            requireAdministrator(caller, "have a client's tokens tell roles or groups");
        }
        boolean claimsChange = before == null || !Objects.equals(before.customClaim(), after.customClaim());
        if (after.customClaim() != null && claimsChange) {
            requireAdministrator(caller, "give a client custom claims");
        }
        if (before != null && ClientRules.limitsExchange(before) && claimsChange) {
            requireAdministrator(caller, "say who may exchange a client's tokens");
        }
    }

    /** Nobody is asked before a trusted client gets tokens, so only an administrator says who and where it is. */
    private static boolean goesWhereItWent(Client before, Client after) {
        return before.clientType() == after.clientType()
                && before.redirectUri().equals(after.redirectUri())
                && before.postLogoutRedirectUri().equals(after.postLogoutRedirectUri())
                && before.grantTypes().equals(after.grantTypes())
                && before.authentication().equals(after.authentication())
                && before.protocol().equals(after.protocol());
    }

    /** @throws ApiException ERR11620 where the secret is a trusted client's and the caller is no administrator */
    static void checkSecret(Caller caller, Client client) {
        if (client.clientType() == ClientType.TRUSTED) {
            requireAdministrator(caller, "change the secret of a trusted client");
        }
    }

    /** @throws ApiException ERR11620 */
    public static void requireAdministrator(Caller caller, String action) {
        if (!caller.isAdministrator()) {
            throw denied(caller, action);
        }
    }

    private static ApiException denied(Caller caller, String action) {
        return ErrorCode.PERMISSION_DENIED.with(
                "User " + caller.userId() + " may not " + action + "; that needs the scope oauth.admin");
    }
}
