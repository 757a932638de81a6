package dev.gatehouse.clients;

import java.util.List;

/** The grant types a client can be registered for, by their registered names (RFC 7591 section 2). */
public final class GrantTypes {
    public static final String AUTHORIZATION_CODE = "authorization_code";
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    public static final String REFRESH_TOKEN = "refresh_token";
    public static final String IMPLICIT = "implicit";
    public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /** Those that need a client which can prove who it is. */
    static final List<String> CONFIDENTIAL_ONLY = List.of(CLIENT_CREDENTIALS, TOKEN_EXCHANGE);

    /** Those that send the browser back. */
    static final List<String> REDIRECTING = List.of(AUTHORIZATION_CODE, IMPLICIT);

    private GrantTypes() {}
}
