package dev.gatehouse.oauth;

import java.util.List;

/** The scopes of OpenID Connect Core (sections 5.4 and 11), which any client may ask for. */
final class StandardScopes {
    static final List<String> ALL = List.of("openid", "profile", "email", "offline_access");

    private StandardScopes() {}
}
