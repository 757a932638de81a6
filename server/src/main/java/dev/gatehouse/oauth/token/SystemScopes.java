package dev.gatehouse.oauth.token;

import java.util.List;

/** The scopes that guard this server's own API. */
public final class SystemScopes {
    public static final List<String> ALL = List.of(
            "oauth.admin",
            "oauth.audit.r",
            "oauth.client.r",
            "oauth.client.w",
            "oauth.introspect",
            "oauth.service.r",
            "oauth.service.w",
            "oauth.user.r",
            "oauth.user.w",
            "token-storage.r",
            "token-storage.w",
            "token-storage.secret.r",
            "token-storage.connect");

    private SystemScopes() {}
}
