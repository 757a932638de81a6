package dev.gatehouse.clients.link;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.usage.RecentUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's link to an endpoint that is deprecated.
 *
 * @param ownerId the user or the team that owns the client
 * @param sunset when the endpoint is expected to go; null where nobody said
 * @param use how the client calls it
 */
record DeprecatedUse(
        String clientId,
        String ownerId,
        String serviceId,
        String endpoint,
        String operation,
        @Nullable Instant sunset,
        @JsonUnwrapped RecentUse use) {
    /** Where one stands in the list. */
    record Key(String clientId, String serviceId, String endpoint) {
        /**
         * From its text form.
         *
         * @throws dev.gatehouse.api.ApiException ERR11010 where it is none
         */
        static Key parse(String text) {
            String[] parts = text.split(" ", 3);
            if (parts.length < 3) {
                throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "after",
                        text,
                        "send client id, service id and endpoint of the last entry, separated by spaces");
            }
            return new Key(parts[0], parts[1], parts[2]);
        }
    }

    /** Where it stands in the list, as a text: none of the first two has a space. */
    String key() {
        return clientId + " " + serviceId + " " + endpoint;
    }
}
