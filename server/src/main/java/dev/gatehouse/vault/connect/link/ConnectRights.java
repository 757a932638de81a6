package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connector.Connector;

/** Who may connect whom to what. Stateless. */
public final class ConnectRights {
    /** Lets an application that stands in front of several connectors connect its people to all of them. */
    public static final String SCOPE = "token-storage.connect";

    private ConnectRights() {}

    /** Whether the caller names the people it connects to the service: its registrant, or who has the scope for all. */
    public static boolean mayConnectAnybody(Caller caller, Connector connector) {
        return caller.scopes().contains(SCOPE)
                || !caller.forUser() && caller.clientId().equals(connector.registrant());
    }

    /** @throws ApiException ERR11620 for who may neither connect anybody nor is that person */
    public static void require(Caller caller, Connector connector, String userId) {
        boolean may = mayConnectAnybody(caller, connector) || caller.forUser() && caller.isUser(userId);
        if (!may) {
            throw ErrorCode.PERMISSION_DENIED.with("Client " + caller.clientId() + " did not register service "
                    + connector.name() + "; to connect people to it takes the scope " + SCOPE);
        }
    }
}
