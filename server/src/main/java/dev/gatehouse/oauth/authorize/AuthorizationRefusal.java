package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.PageLanguages;
import org.jspecify.annotations.Nullable;

/** Ends an authorization request: told to the client where that is safe, on a page otherwise. Immutable. */
final class AuthorizationRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ErrorObject error;
    private final transient @Nullable RedirectTarget target;
    private final transient @Nullable Message words;

    private AuthorizationRefusal(ErrorObject error, @Nullable RedirectTarget target, @Nullable Message words) {
        super(error.getDescription(), null, false, false);
        this.error = error;
        this.target = target;
        this.words = words;
    }

    /** The client learns of it (RFC 6749 section 4.1.2.1). */
    static AuthorizationRefusal of(ErrorObject error, @Nullable String description, RedirectTarget target) {
        String legal = ErrorObject.removeIllegalChars(description);
        return new AuthorizationRefusal(error.setDescription(legal), target, null);
    }

    /**
     * Only the person before the browser learns of it, since there is nowhere safe to redirect to.
     *
     * @param key of what to tell them
     */
    static AuthorizationRefusal onPage(ErrorObject error, String key) {
        String english = PageLanguages.shipped().english().get(key);
        return new AuthorizationRefusal(error.setDescription(english), null, Message.of(key));
    }

    ErrorObject error() {
        return error;
    }

    /** What to tell the person before the browser; null where the client is told. */
    @Nullable
    Message words() {
        return words;
    }

    /** Null where the browser must not be redirected. */
    @Nullable
    RedirectTarget target() {
        return target;
    }
}
