package dev.gatehouse.clients;

import dev.gatehouse.api.Json;
import dev.gatehouse.fuzz.Reader;
import tools.jackson.databind.JsonNode;

/** Keys that clients register. */
public final class JwkSets implements Reader {
    @Override
    public void read(byte[] sent) {
        JsonNode keys = Json.parse(sent);
        if (ClientKeys.problem(keys).isEmpty()) {
            ClientKeys.normal(keys);
        }
    }
}
