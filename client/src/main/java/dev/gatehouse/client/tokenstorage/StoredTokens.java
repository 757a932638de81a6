package dev.gatehouse.client.tokenstorage;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.List;
import java.util.stream.Stream;

/** People's tokens for the services of the calling client. Thread-safe. */
public final class StoredTokens {
    private static final ApiOperation LIST = admin("GET", "/token-storage/token");
    private static final ApiOperation ADD = admin("POST", "/token-storage/token");
    private static final ApiOperation OF_USER = admin("GET", "/token-storage/user/{userId}/token");
    private static final ApiOperation ADD_TO_USER = admin("POST", "/token-storage/user/{userId}/token");
    private static final ApiOperation GET = admin("GET", "/token-storage/user/{userId}/token/{tokenId}");
    private static final ApiOperation REFRESH = admin("PUT", "/token-storage/user/{userId}/token/{tokenId}");
    private static final ApiOperation REMOVE = admin("DELETE", "/token-storage/user/{userId}/token/{tokenId}");

    private final Transport transport;

    public StoredTokens(Transport transport) {
        this.transport = transport;
    }

    private record TokenEnvelope(StoredToken data) {}

    private record TokenOfUser(StoredUser user, NewToken token) {}

    /** Every token, by person and service. */
    public Stream<StoredToken> list() {
        return transport.call(LIST).envelopePages(TokenEnvelope.class).map(TokenEnvelope::data);
    }

    /** A person's tokens, in the order they came. */
    public List<StoredToken> ofUser(String userId) {
        return transport.call(OF_USER, userId).envelope(TokenEnvelope.class).stream()
                .map(TokenEnvelope::data)
                .toList();
    }

    /** A person's token for a service; one that has expired is refreshed first, where that is possible. */
    public StoredToken get(String userId, String servicename) {
        return transport
                .call(GET, userId, servicename)
                .read(TokenEnvelope.class)
                .data();
    }

    /** Stores a token. */
    public void add(String userId, NewToken token) {
        transport.call(ADD_TO_USER, userId).json(token).run();
    }

    /** The same by the operation that names the person in its body, who may have a name that fits no path. */
    public void add(StoredUser user, NewToken token) {
        transport.call(ADD).json(new TokenOfUser(user, token)).run();
    }

    /** Gets another token from the third party. */
    public void refresh(String userId, String servicename) {
        transport.call(REFRESH, userId, servicename).run();
    }

    /** Ends the connection. */
    public void remove(String userId, String servicename) {
        transport.call(REMOVE, userId, servicename).run();
    }
}
