package dev.gatehouse.oauth.session;

import dev.gatehouse.crypto.ConstantTime;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.pages.PageTexts;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browser a request comes from, as its cookies tell. Forms carry a token that only this browser, in this session, can
 * know; another site can neither read nor guess it.
 *
 * <p>Immutable.
 *
 * @param formKey the random value of the form cookie
 * @param isNew whether the browser has yet to be given its form cookie
 * @param sessionSecret the session cookie's value, or null
 * @param session the session it opens, if it still does
 * @param texts what it is shown, in its language
 */
public record Browser(
        String formKey, boolean isNew, @Nullable String sessionSecret, Optional<Session> session, PageTexts texts) {
    /** The token for this browser's forms. */
    public String formToken() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(derived("form/" + (sessionSecret == null ? "" : sessionSecret)));
    }

    /** Ties something to this browser in whatever session; tells nothing of its cookies. */
    public byte[] binding() {
        return derived("binding");
    }

    private byte[] derived(String context) {
        return Sha256.hmac(formKey, context);
    }

    /** Whether a form came from a page that was served to this browser; compared in constant time. */
    public boolean served(String formToken) {
        return !isNew && ConstantTime.equal(formToken(), formToken);
    }

    /** The same browser in a new session. */
    public Browser in(SecretValue secret, Optional<Session> begun) {
        return new Browser(formKey, isNew, secret.reveal(), begun, texts);
    }

    /** The same browser, on behalf of a client that prefers a language. @param uiLocales see {@link PageTexts#preferring} */
    public Browser preferring(@Nullable String uiLocales) {
        return new Browser(formKey, isNew, sessionSecret, session, texts.preferring(uiLocales));
    }

    /** Nothing of the cookies. */
    @Override
    public String toString() {
        return "Browser[hidden]";
    }
}
