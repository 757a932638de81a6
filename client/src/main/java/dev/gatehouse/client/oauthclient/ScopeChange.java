package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a client may ask for before and after, scopes separated by one space.
 *
 * @param accessRequestId the access request that it waits for; null where it has all that was wanted
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ScopeChange(
        String oldScope,
        String newScope,
        @JsonProperty("accessRequestId") @Nullable Long accessRequestId) {}
