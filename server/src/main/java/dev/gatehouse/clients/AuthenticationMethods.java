package dev.gatehouse.clients;

/** How clients authenticate at the token endpoint, by their registered names (RFC 7591 section 2, OpenID Connect). */
public final class AuthenticationMethods {
    public static final String SECRET_BASIC = "client_secret_basic";
    public static final String SECRET_POST = "client_secret_post";
    public static final String PRIVATE_KEY_JWT = "private_key_jwt";
    public static final String NONE = "none";

    private AuthenticationMethods() {}
}
