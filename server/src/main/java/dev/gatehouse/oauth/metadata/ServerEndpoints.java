package dev.gatehouse.oauth.metadata;

import java.util.Set;

/**
 * Where clients find what this server offers them. Immutable.
 *
 * @param issuer without a slash at its end
 */
public record ServerEndpoints(String issuer) {
    public String token() {
        return issuer + "/oauth2/token";
    }

    public String pushedRequests() {
        return issuer + "/oauth2/par";
    }

    public String registration() {
        return issuer + "/oauth2/register";
    }

    public String introspection() {
        return issuer + "/oauth2/introspect";
    }

    public String revocation() {
        return issuer + "/oauth2/revoke";
    }

    public String deviceAuthorization() {
        return issuer + "/oauth2/device_authorization";
    }

    /** Where clients authenticate. */
    public Set<String> authenticating() {
        return Set.of(token(), pushedRequests(), introspection(), revocation(), deviceAuthorization());
    }

    String keys() {
        return issuer + "/oauth2/jwks";
    }
}
