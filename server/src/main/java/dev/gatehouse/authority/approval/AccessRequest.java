package dev.gatehouse.authority.approval;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked a service for, and what became of it. In JSON the members of its parts stand side by side. Immutable.
 *
 * @param wanted what was asked for; it never changes
 * @param until when the access ends by itself: as it was asked for, then as it was decided; null where it does not
 */
public record AccessRequest(
        long accessRequestId,
        AccessState state,
        @JsonUnwrapped Between between,
        @JsonUnwrapped Wanted wanted,
        @Nullable Instant until,
        @JsonUnwrapped Asked asked,
        @Nullable Wanted granted,
        @JsonUnwrapped Decided decided) {

    /** The client and the service, and who owns them now. */
    public record Between(
            String clientId, String clientName, String clientOwnerId, String serviceId, String serviceOwnerId) {}

    /**
     * By whom it was asked for, and why.
     *
     * @param forLinks whether the scopes are for links to other services, which need them, and given by those links alone
     * @param vouched the scopes of our own API that whoever asked was entitled to give
     */
    public record Asked(
            String askedBy,
            Instant askedDt,
            @Nullable String reason,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean forLinks,
            @JsonIgnore List<String> vouched) {
        public Asked {
            vouched = List.copyOf(vouched);
        }
    }

    /** By whom it was decided, and why; null as long as it was not. */
    public record Decided(
            @Nullable String decidedBy,
            @Nullable Instant decidedDt,
            @Nullable String decisionReason) {}
}
