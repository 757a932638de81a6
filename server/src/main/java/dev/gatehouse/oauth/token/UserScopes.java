package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.oauth.session.Session;

/** Which scopes a user can give to a client. */
public final class UserScopes {
    private UserScopes() {}

    /** The requested scopes without those of our own API that are not this user's to give. */
    public static Scope grantable(Scope requested, Session session) {
        return grantable(requested, session.isAdministrator());
    }

    /** @param administrator whether the user is one now */
    public static Scope grantable(Scope requested, boolean administrator) {
        Scope grantable = new Scope();
        for (Scope.Value value : requested) {
            if (administrator || !isOfOurApi(value.getValue())) {
                grantable.add(value);
            }
        }
        return grantable;
    }

    private static boolean isOfOurApi(String scope) {
        return scope.startsWith("oauth.") || scope.startsWith("token-storage.");
    }
}
