package dev.gatehouse.client.token;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;

/** Which refresh tokens people and clients have, and their end. Thread-safe. */
public final class IssuedTokensApi {
    private static final ApiOperation OF_USER = admin("GET", "/oauth2/user/{userId}/token");
    private static final ApiOperation END_OF_USER = admin("DELETE", "/oauth2/user/{userId}/token/{tokenId}");
    private static final ApiOperation OF_CLIENT = admin("GET", "/oauth2/client/{clientId}/token");
    private static final ApiOperation END_OF_CLIENT = admin("DELETE", "/oauth2/client/{clientId}/token/{tokenId}");

    private final Transport transport;

    public IssuedTokensApi(Transport transport) {
        this.transport = transport;
    }

    /** Those that clients have in the user's name. @param clientId only this client's; empty for every client */
    public Stream<IssuedToken> ofUser(String userId, String clientId) {
        return transport
                .call(OF_USER, userId)
                .query("page", 1)
                .query("clientId", clientId)
                .pages(IssuedToken.class);
    }

    /** Those of one's client. @param userId only this user's; empty for everybody's */
    public Stream<IssuedToken> ofClient(String clientId, String userId) {
        return transport
                .call(OF_CLIENT, clientId)
                .query("page", 1)
                .query("userId", userId)
                .pages(IssuedToken.class);
    }

    /** Ends one and the access tokens that came of the same authorization. */
    public void endOfUser(String userId, String tokenId) {
        transport.call(END_OF_USER, userId, tokenId).run();
    }

    /** The same by who owns the client. */
    public void endOfClient(String clientId, String tokenId) {
        transport.call(END_OF_CLIENT, clientId, tokenId).run();
    }
}
