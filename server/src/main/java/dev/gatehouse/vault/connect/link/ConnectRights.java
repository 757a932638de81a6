package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connector.Connector;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may connect whom to what. Stateless. */
public final class ConnectRights {
    /** Lets an application that stands in front of several connectors connect its people to all of them. */
    public static final String SCOPE = "token-storage.connect";

    /** For who writes in token storage, and connects to what they registered, or themselves. */
    private static final String WRITE = "token-storage.w";

    /** Without one of these nobody is connected. */
    public static final Set<String> SCOPES = Set.of(WRITE, SCOPE);

    private ConnectRights() {}

    /** Whether the caller names the people it connects to the service: its registrant, or who has the scope for all. */
    public static boolean mayConnectAnybody(Caller caller, Connector connector) {
        return caller.scopes().contains(SCOPE)
                || caller.scopes().contains(WRITE)
                        && !caller.forUser()
                        && caller.clientId().equals(connector.registrant());
    }

    /** @param userId null for whomever the caller will name */
    public static boolean mayConnect(Caller caller, Connector connector, @Nullable String userId) {
        boolean themselves = userId != null
                && caller.forUser()
                && caller.isUser(userId)
                && !Collections.disjoint(caller.scopes(), SCOPES);
        return themselves || mayConnectAnybody(caller, connector);
    }

    /**
     * Whether who made a way to connect may still do what it does.
     *
     * @param userId the person it connects, or null for whomever its maker names
     */
    public static boolean hold(
            Applications applications, LinkMaker maker, Connector connector, @Nullable String userId) {
        return applications
                .now(maker)
                .filter(caller -> mayConnect(caller, connector, userId))
                .isPresent();
    }

    /** @throws ApiException ERR11620 for who may neither connect anybody nor is that person */
    public static void require(Caller caller, Connector connector, String userId) {
        if (!mayConnect(caller, connector, userId)) {
            throw ErrorCode.PERMISSION_DENIED.with("Client " + caller.clientId() + " did not register service "
                    + connector.name() + "; to connect people to it takes the scope " + SCOPE);
        }
    }
}
