package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.oauth.sessions.Session;
import java.util.Set;

/** Which scopes a user can give to a client. */
final class UserScopes {
    /** Those of OpenID Connect, which every client may ask for. */
    static final Set<String> ALWAYS = Set.of("openid", "profile", "email", "offline_access");

    private UserScopes() {}

    /** The requested scopes without those of our own API that are not this user's to give. */
    static Scope grantable(Scope requested, Session session) {
        Scope grantable = new Scope();
        for (Scope.Value value : requested) {
            if (session.isAdministrator() || !isOfOurApi(value.getValue())) {
                grantable.add(value);
            }
        }
        return grantable;
    }

    private static boolean isOfOurApi(String scope) {
        return scope.startsWith("oauth.") || scope.startsWith("token-storage.");
    }
}
