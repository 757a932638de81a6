package dev.gatehouse.oauth.metadata;

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

    String keys() {
        return issuer + "/oauth2/jwks";
    }
}
