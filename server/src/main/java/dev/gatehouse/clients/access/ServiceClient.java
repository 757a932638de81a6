package dev.gatehouse.clients.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.usage.RecentUse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that has access to a service.
 *
 * @param endpoints those of the service that it is linked to
 * @param scopes those of the service that it may have directly, or by links to other services
 * @param use how it calls the service
 */
record ServiceClient(
        String clientId,
        String clientName,
        String ownerId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> endpoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> scopes,
        @JsonUnwrapped Term term,
        @JsonUnwrapped RecentUse use) {
    /**
     * How long it has that.
     *
     * @param since when it got the first of what it has
     * @param approvedBy who approved the last of what somebody approved; null where nobody had to
     * @param until when the last of it ends by itself; null where some of it does not
     */
    record Term(
            Instant since,
            @Nullable String approvedBy,
            @Nullable Instant until) {}
}
