package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import org.jspecify.annotations.Nullable;

/** Ends an authorization request: told to the client where that is safe, on a page otherwise. Immutable. */
final class AuthorizationRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ErrorObject error;
    private final transient @Nullable RedirectTarget target;

    private AuthorizationRefusal(ErrorObject error, @Nullable RedirectTarget target) {
        super(error.getDescription(), null, false, false);
        this.error = error;
        this.target = target;
    }

    /** The client learns of it (RFC 6749 section 4.1.2.1). */
    static AuthorizationRefusal of(ErrorObject error, @Nullable String description, RedirectTarget target) {
        String legal = ErrorObject.removeIllegalChars(description);
        return new AuthorizationRefusal(error.setDescription(legal), target);
    }

    /** Only the person before the browser learns of it, since there is nowhere safe to redirect to. */
    static AuthorizationRefusal onPage(ErrorObject error, String description) {
        return new AuthorizationRefusal(error.setDescription(description), null);
    }

    ErrorObject error() {
        return error;
    }

    /** Null where the browser must not be redirected. */
    @Nullable
    RedirectTarget target() {
        return target;
    }
}
