package dev.gatehouse.client.oauthclient;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What a client may ask for before and after, scopes separated by one space. */
@JsonNaming(SnakeCaseStrategy.class)
public record ScopeChange(String oldScope, String newScope) {}
