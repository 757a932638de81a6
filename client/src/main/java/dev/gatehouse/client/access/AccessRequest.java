package dev.gatehouse.client.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked a service for, and what became of it.
 *
 * @param state {@code requested}, {@code approved}, {@code denied}, {@code withdrawn}, or {@code ended}: nothing of what was
 *     approved is left
 * @param until when the access ends by itself; null where it does not
 * @param granted what was given; null where nothing was
 */
public record AccessRequest(
        long accessRequestId,
        String state,
        @JsonUnwrapped Parties parties,
        @JsonUnwrapped AccessItems wanted,
        @Nullable Instant until,
        @JsonUnwrapped Question question,
        @Nullable AccessItems granted,
        @JsonUnwrapped Verdict verdict) {

    /** The client and the service, and who owns them now. */
    public record Parties(
            String clientId, String clientName, String clientOwnerId, String serviceId, String serviceOwnerId) {}

    /**
     * By whom it was asked for, and why.
     *
     * @param forLinks whether the scopes are for links to other services, and given by those alone
     */
    public record Question(
            String askedBy, Instant askedDt, @Nullable String reason, boolean forLinks) {}

    /** By whom it was decided, and why; null as long as it was not. */
    public record Verdict(
            @Nullable String decidedBy,
            @Nullable Instant decidedDt,
            @Nullable String decisionReason) {}
}
