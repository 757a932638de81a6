package dev.gatehouse.client.server;

import static dev.gatehouse.client.call.ApiOperation.admin;
import static dev.gatehouse.client.call.ApiOperation.open;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The keys that tokens are signed with. Thread-safe. */
public final class Keys {
    private static final ApiOperation ROTATE = admin("POST", "/oauth2/keys/rotation");
    private static final ApiOperation PUBLISHED = open("GET", "/oauth2/jwks");

    private final Transport transport;

    public Keys(Transport transport) {
        this.transport = transport;
    }

    private record SigningKeys(List<SigningKey> keys) {}

    /** Signs with new keys at once. Tokens that were signed before stay good. @return the keys that sign now */
    public List<SigningKey> rotate() {
        return transport.call(ROTATE).read(SigningKeys.class).keys();
    }

    /** The same, for keys that fell into wrong hands: every token they signed is refused from now on. */
    public List<SigningKey> replaceCompromised() {
        return transport
                .call(ROTATE)
                .query("compromised", true)
                .read(SigningKeys.class)
                .keys();
    }

    /** The public keys as a key set (RFC 7517). */
    public JsonNode published() {
        return transport
                .call(PUBLISHED)
                .anonymous()
                .header("Accept", "application/jwk-set+json, application/json")
                .read(JsonNode.class);
    }
}
