package dev.gatehouse.oauth.clientauth;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client, with what the front channel asks about it. Immutable. */
public record RelyingParty(Client client) {
    /** RFC 8252 section 7.3: an application on the device listens on whatever port is free. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]|localhost))(?::[0-9]{1,5})?([/?].*)?");

    public List<String> redirectUris() {
        return client.redirectUri();
    }

    public boolean mayUse(GrantType grant) {
        return client.grantTypes().contains(grant.getValue());
    }

    /** Whether a refresh token goes with access to these scopes; OpenID Connect wants to be asked for it (Core section 11). */
    public boolean refreshes(Scope scope) {
        boolean wanted = !scope.contains(OIDCScopeValue.OPENID) || scope.contains(OIDCScopeValue.OFFLINE_ACCESS);
        return wanted && mayUse(GrantType.REFRESH_TOKEN);
    }

    /** Whether the same people run it as this server, so that its users need not be asked. */
    public boolean isTrusted() {
        return client.clientType() == ClientType.TRUSTED;
    }

    public boolean isExternal() {
        return client.clientType() == ClientType.EXTERNAL;
    }

    /** The URI, if it is registered: compared character by character (RFC 9700 section 2.1), but for loopback ports. */
    public Optional<URI> redirectUri(String given) {
        return registered(redirectUris(), given);
    }

    /** The same for where a browser goes after signing out. */
    public Optional<URI> postLogoutRedirectUri(String given) {
        return registered(client.postLogoutRedirectUri(), given);
    }

    private static Optional<URI> registered(List<String> uris, String given) {
        boolean known = uris.stream()
                .anyMatch(uri -> uri.equals(given) || withoutPort(uri).equals(withoutPort(given)));
        return known ? parsed(given) : Optional.empty();
    }

    /** A loopback URI without its port; any other as it is. */
    private static String withoutPort(String uri) {
        Matcher loopback = LOOPBACK.matcher(uri);
        return loopback.matches() ? loopback.group(1) + "*" + loopback.group(2) : uri;
    }

    private static Optional<URI> parsed(String uri) {
        try {
            return Optional.of(URI.create(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
