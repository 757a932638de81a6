package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.crypto.SecretValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is answered to who registered or changed it.
 *
 * @param clientSecret the new secret, shown this once; null where there is no new one
 * @param accessRequests what its owner waits for, by the ids of the access requests; the client has the rest
 */
public record ShownClient(
        @JsonUnwrapped Client client,
        @Nullable SecretValue clientSecret,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> accessRequests) {
    public ShownClient {
        accessRequests = List.copyOf(accessRequests);
    }
}
