package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.authority.ScopeLimit;

/** Which scopes a user can give to a client. */
public final class UserScopes {
    private UserScopes() {}

    /**
     * The requested scopes without those of our own API that are not this user's to give.
     *
     * @param limit what the user may hold now
     */
    public static Scope grantable(Scope requested, ScopeLimit limit) {
        Scope grantable = new Scope();
        for (Scope.Value value : requested) {
            if (limit.allows(value.getValue())) {
                grantable.add(value);
            }
        }
        return grantable;
    }
}
