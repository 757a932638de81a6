package dev.gatehouse.client.oauthclient;

import org.jspecify.annotations.Nullable;

/**
 * What kind of program a client is.
 *
 * @param clientType {@code confidential}, {@code public}, {@code trusted} or {@code external}
 * @param clientProfile {@code webserver}, {@code browser}, {@code mobile}, {@code service} or {@code batch}
 * @param clientName what people know it by
 * @param host where it runs, for people
 */
public record Profile(
        @Nullable String clientType,
        @Nullable String clientProfile,
        String clientName,
        @Nullable String clientDesc,
        @Nullable String host) {
    public Profile named(String name) {
        return new Profile(clientType, clientProfile, name, clientDesc, host);
    }
}
