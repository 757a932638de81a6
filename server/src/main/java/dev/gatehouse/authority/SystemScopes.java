package dev.gatehouse.authority;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.clients.scope.Scopes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The scopes that guard this server's own API. */
public final class SystemScopes {
    public static final List<String> ALL = List.of(
            "oauth.admin",
            "oauth.audit.r",
            "oauth.client.r",
            "oauth.client.w",
            "oauth.client.register",
            "oauth.contract.check",
            "oauth.introspect",
            "oauth.service.r",
            "oauth.service.w",
            "oauth.usage.w",
            "oauth.user.r",
            "oauth.user.w",
            "token-storage.r",
            "token-storage.w",
            "token-storage.secret.r",
            "token-storage.connect");

    /** What everybody may hold, since it reaches only what they own. */
    static final Set<String> OF_EVERYBODY = Set.of(
            "oauth.client.r",
            "oauth.client.w",
            "oauth.client.register",
            "oauth.contract.check",
            "oauth.service.r",
            "oauth.service.w",
            "oauth.usage.w",
            "token-storage.r",
            "token-storage.w");

    private SystemScopes() {}

    /**
     * The scopes of a user as they are kept: each once, sorted.
     *
     * @throws ApiException ERR11004 naming those that are no system scopes
     */
    public static String checked(String scope) {
        Set<String> scopes = new TreeSet<>(Scopes.split(scope));
        String unknown = scopes.stream().filter(each -> !ALL.contains(each)).collect(Collectors.joining(" "));
        if (!unknown.isEmpty()) {
            throw ApiException.invalid("/scope", "names what is no scope of this server's own API: " + unknown);
        }
        return String.join(" ", scopes);
    }
}
