package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Dates;
import dev.gatehouse.client.call.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client.
 *
 * @param clientId null in a request for one to be made up
 * @param ownerId the user who answers for it; in a request, null for the caller
 * @param scope what it may ask for whatever it is linked to, separated by one space; null in a request for none
 * @param clientSecret a new secret, shown this once; null where there is no new one
 * @param dates null in requests
 */
public record OAuthClient(
        @Nullable String clientId,
        @Nullable String ownerId,
        @Nullable String scope,
        @JsonUnwrapped Profile profile,
        @JsonUnwrapped Browsers browsers,
        @JsonUnwrapped Protocol protocol,
        @Nullable Secret clientSecret,
        @JsonUnwrapped @Nullable Dates dates) {

    /** A program that gets tokens for itself. */
    public static OAuthClient service(String clientName, String scope) {
        Profile profile = new Profile("confidential", "service", clientName, null, null);
        return new OAuthClient(null, null, scope, profile, Browsers.none(), Protocol.usual(), null, null);
    }

    /** A program of that profile. */
    public static OAuthClient of(Profile profile) {
        return new OAuthClient(null, null, null, profile, Browsers.none(), Protocol.usual(), null, null);
    }

    /** The same with an id of one's own choice, which is for administrators. */
    public OAuthClient withId(String id) {
        return new OAuthClient(id, ownerId, scope, profile, browsers, protocol, clientSecret, dates);
    }

    public OAuthClient ownedBy(String userId) {
        return new OAuthClient(clientId, userId, scope, profile, browsers, protocol, clientSecret, dates);
    }

    public OAuthClient withScope(String scopes) {
        return new OAuthClient(clientId, ownerId, scopes, profile, browsers, protocol, clientSecret, dates);
    }

    public OAuthClient withProfile(Profile other) {
        return new OAuthClient(clientId, ownerId, scope, other, browsers, protocol, clientSecret, dates);
    }

    public OAuthClient withBrowsers(Browsers other) {
        return new OAuthClient(clientId, ownerId, scope, profile, other, protocol, clientSecret, dates);
    }

    public OAuthClient withProtocol(Protocol other) {
        return new OAuthClient(clientId, ownerId, scope, profile, browsers, other, clientSecret, dates);
    }
}
