package dev.gatehouse.usage.report;

import dev.gatehouse.api.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint or a scope that a client was given and does not use.
 *
 * @param endpoint null where it is a scope
 * @param scope null where it is an endpoint
 * @param since when it was given
 * @param lastUsed when the client last called the endpoint, or one that the scope is for; null where it did not
 */
record Unused(
        String clientId,
        String serviceId,
        @Nullable String endpoint,
        @Nullable String scope,
        Instant since,
        @Nullable Instant lastUsed) {
    /** Where one stands in a list; {@code name} is endpoint or scope. */
    record Key(String clientId, String serviceId, String kind, String name) {
        /**
         * From its text form.
         *
         * @throws dev.gatehouse.api.ApiException ERR11010 where it is none
         */
        static Key parse(String text) {
            String[] parts = text.split(" ", 4);
            if (parts.length < 4) {
                throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "after",
                        text,
                        "send client id, service id, \"endpoint\" or \"scope\" and its name of the last entry,"
                                + " separated by spaces");
            }
            return new Key(parts[0], parts[1], parts[2], parts[3]);
        }
    }

    /** Where it stands in the list, as a text: none of the first three has a space. */
    String key() {
        return clientId + " " + serviceId + (endpoint == null ? " scope " + scope : " endpoint " + endpoint);
    }
}
