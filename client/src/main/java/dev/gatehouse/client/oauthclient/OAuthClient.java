package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Dates;
import dev.gatehouse.client.call.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client.
 *
 * @param clientId null in a request for one to be made up
 * @param ownerId the user who answers for it; in a request, null for the caller
 * @param scope what it may ask for whatever it is linked to, separated by one space; null in a request for none
 * @param issued what only an answer to who registers or changes it has; null in requests
 * @param dates null in requests
 */
public record OAuthClient(
        @Nullable String clientId,
        @Nullable String ownerId,
        @Nullable String scope,
        @JsonUnwrapped Profile profile,
        @JsonUnwrapped BrowserUris browsers,
        @JsonUnwrapped Protocol protocol,
        @JsonUnwrapped @Nullable Issued issued,
        @JsonUnwrapped @Nullable Dates dates) {

    /**
     * What an answer says once.
     *
     * @param clientSecret a new secret; null where there is no new one
     * @param accessRequests what the client waits for, by the ids of access requests; empty where it has all its scopes
     */
    public record Issued(@Nullable Secret clientSecret, List<Long> accessRequests) {
        public Issued(@Nullable Secret clientSecret, @Nullable List<Long> accessRequests) {
            this.clientSecret = clientSecret;
            this.accessRequests = accessRequests == null ? List.of() : List.copyOf(accessRequests);
        }
    }

    /** A new secret, shown this once; null where there is no new one. */
    public @Nullable Secret clientSecret() {
        return issued == null ? null : issued.clientSecret();
    }

    /** What the client waits for, by the ids of access requests, where others own scopes it is to have. */
    public List<Long> accessRequests() {
        return issued == null ? List.of() : issued.accessRequests();
    }

    /** A program that gets tokens for itself. */
    public static OAuthClient service(String clientName, String scope) {
        Profile profile = new Profile("confidential", "service", clientName, null, null);
        return new OAuthClient(null, null, scope, profile, BrowserUris.none(), Protocol.usual(), null, null);
    }

    /** A program of that profile. */
    public static OAuthClient of(Profile profile) {
        return new OAuthClient(null, null, null, profile, BrowserUris.none(), Protocol.usual(), null, null);
    }

    /** The same with an id of one's own choice, which is for administrators. */
    public OAuthClient withId(String id) {
        return new OAuthClient(id, ownerId, scope, profile, browsers, protocol, issued, dates);
    }

    public OAuthClient ownedBy(String userId) {
        return new OAuthClient(clientId, userId, scope, profile, browsers, protocol, issued, dates);
    }

    public OAuthClient withScope(String scopes) {
        return new OAuthClient(clientId, ownerId, scopes, profile, browsers, protocol, issued, dates);
    }

    public OAuthClient withProfile(Profile other) {
        return new OAuthClient(clientId, ownerId, scope, other, browsers, protocol, issued, dates);
    }

    public OAuthClient withBrowsers(BrowserUris other) {
        return new OAuthClient(clientId, ownerId, scope, profile, other, protocol, issued, dates);
    }

    public OAuthClient withProtocol(Protocol other) {
        return new OAuthClient(clientId, ownerId, scope, profile, browsers, other, issued, dates);
    }
}
