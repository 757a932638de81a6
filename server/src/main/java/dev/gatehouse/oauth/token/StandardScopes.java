package dev.gatehouse.oauth.token;

import java.util.List;

/** The scopes of OpenID Connect Core (sections 5.4 and 11), which any client may ask for. */
public final class StandardScopes {
    public static final List<String> ALL = List.of("openid", "profile", "email", "offline_access");

    private StandardScopes() {}
}
