package dev.gatehouse.oauth.claims;

import java.util.List;

/** How users can sign in, as the claims acr and amr tell it (OpenID Connect Core section 2, RFC 8176). */
public final class AuthenticationContext {
    /** With a password: one factor. */
    public static final String PASSWORD = "1";

    /** All of them ({@code acr_values_supported}). */
    public static final List<String> SUPPORTED = List.of(PASSWORD);

    /** By which means. */
    public static final List<String> METHODS = List.of("pwd");

    private AuthenticationContext() {}
}
