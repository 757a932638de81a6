package dev.gatehouse.access.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in words. Immutable.
 *
 * @param client whose scopes were decided by; null where nobody shows a valid token
 * @param readings every way to read the request that was looked at, in order
 * @param endpoints all that have to accept the token
 */
record Explained(
        String serviceId,
        String method,
        String uri,
        @Nullable String client,
        @JsonUnwrapped Outcome outcome,
        List<ReadingInWords> readings,
        List<Need> endpoints) {
    /**
     * What a gateway is answered.
     *
     * @param allowed whether the token is good for the request
     * @param status 200 also where it is not, but the service refuses nothing yet
     * @param code of the error catalogue; null where it is allowed
     */
    record Outcome(boolean allowed, int status, @Nullable String code, String words) {}

    /**
     * A way to read the request.
     *
     * @param required whether it has to lead to an endpoint
     * @param endpoints what it leads to
     */
    record ReadingInWords(String method, String path, boolean required, List<String> endpoints, String words) {}

    /**
     * What an endpoint needs.
     *
     * @param requires sets of scopes of which one has to be covered; none for a public endpoint
     * @param accepted whether the token is good for it
     * @param missing of the set of which least is missing
     * @param maxAge how many seconds ago the token's user may have signed in; null where that does not matter
     */
    record Need(
            String endpoint,
            List<List<String>> requires,
            boolean accepted,
            List<String> missing,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long maxAge) {}
}
