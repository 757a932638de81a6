package dev.gatehouse.client.call;

import org.jspecify.annotations.Nullable;

/**
 * Whom calls come from.
 *
 * @param client shown by operations that take its credentials; null for none
 * @param tokens shown by the other operations; null for none
 * @param inPlaceOfTokens the value of the field Authorization that they show instead; empty for nothing, null for tokens
 */
public record Identity(
        @Nullable ClientCredentials client,
        @Nullable AccessTokenSource tokens,
        @Nullable String inPlaceOfTokens) {
    /** Operations that need to be shown something fail. */
    public static Identity nobody() {
        return new Identity(null, null, null);
    }

    /** Shows nothing, also where an operation may want to be shown something. */
    public static Identity anonymous() {
        return new Identity(null, null, "");
    }

    /** A client that shows its id and secret at every call (RFC 7617). */
    public static Identity basic(ClientCredentials credentials) {
        return new Identity(credentials, null, credentials.basic());
    }

    /** A client that has tokens for what does not take its credentials. */
    public static Identity client(ClientCredentials credentials) {
        return new Identity(credentials, null, null);
    }

    /** The same with access tokens from there. */
    public Identity withTokens(AccessTokenSource source) {
        return new Identity(client, source, null);
    }

    @Override
    public String toString() {
        return "Identity[" + (client == null ? "" : client.clientId()) + "]";
    }
}
