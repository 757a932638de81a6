package dev.gatehouse.registry;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;

/** Who may change a service: its owner and administrators, nobody else. */
public final class Ownership {
    private Ownership() {}

    /** @throws ApiException ERR11620 */
    public static void check(Caller caller, Service service) {
        if (!caller.isAdministrator() && !caller.isUser(service.ownerId())) {
            throw denied(
                    caller, "change service " + service.serviceId() + ", which user " + service.ownerId() + " owns");
        }
    }

    /** @throws ApiException ERR11620 when a caller hands a service to somebody else */
    static void checkNewOwner(Caller caller, String ownerId) {
        if (!caller.isAdministrator() && !caller.isUser(ownerId)) {
            throw denied(caller, "make user " + ownerId + " the owner of a service");
        }
    }

    private static ApiException denied(Caller caller, String action) {
        return ErrorCode.PERMISSION_DENIED.with(
                "User " + caller.userId() + " may not " + action + "; that needs the scope oauth.admin");
    }
}
