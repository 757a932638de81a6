package dev.gatehouse.client.oauthclient;

import org.jspecify.annotations.Nullable;

/**
 * How a client hears that a session ended in which it got an ID token; null for not at all.
 *
 * @param backchannelLogoutUri takes logout tokens (OpenID Connect Back-Channel Logout 1.0)
 * @param frontchannelLogoutUri is shown in a frame where somebody signs out (OpenID Connect Front-Channel Logout 1.0)
 */
public record LogoutUris(
        @Nullable String backchannelLogoutUri,
        @Nullable Boolean backchannelLogoutSessionRequired,
        @Nullable String frontchannelLogoutUri,
        @Nullable Boolean frontchannelLogoutSessionRequired) {
    public static LogoutUris none() {
        return new LogoutUris(null, null, null, null);
    }
}
