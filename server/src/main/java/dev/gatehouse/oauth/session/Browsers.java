package dev.gatehouse.oauth.session;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.pages.PageTexts;
import java.net.URI;
import java.util.Optional;

/**
 * Reads and writes two cookies: the session's and the one that forms are bound to. Thread-safe.
 */
public final class Browsers {
    private final Sessions sessions;
    private final PageLanguages languages;
    private final KnownBrowsers known;
    private final String sessionCookie;
    private final String formCookie;
    private final String attributes;

    /**
     * @param issuer whose scheme says whether browsers reach us over https
     * @param key encrypts what known browsers keep
     */
    public Browsers(Sessions sessions, PageLanguages languages, URI issuer, MasterKey key) {
        this.sessions = sessions;
        this.languages = languages;
        this.known = new KnownBrowsers(key, issuer);
        CookieScope scope = CookieScope.of(issuer);
        this.sessionCookie = scope.prefix() + "gatehouse-session";
        this.formCookie = scope.prefix() + "gatehouse-form";
        this.attributes = scope.attributes();
    }

    /** The browser behind a request; one without the form cookie gets a new key. */
    public Browser of(Request request) {
        String formKey = request.cookie(formCookie);
        String secret = request.cookie(sessionCookie);
        Optional<Session> session = sessions.find(secret);
        PageTexts texts = languages.of(request);
        return formKey == null || formKey.length() < 43
                ? new Browser(SecretValue.generate().reveal(), true, secret, session, texts)
                : new Browser(formKey, false, secret, session, texts);
    }

    /** Which of them are known, and to whom. */
    public KnownBrowsers known() {
        return known;
    }

    /** Whether the request brings a session cookie at all. */
    public boolean hasSessionCookie(Request request) {
        return request.cookie(sessionCookie) != null;
    }

    /** The answer, with the form cookie where the browser has none yet. */
    public Response remembering(Browser browser, Response answer) {
        return browser.isNew()
                ? answer.withHeader("Set-Cookie", formCookie + "=" + browser.formKey() + attributes)
                : answer;
    }

    /** The answer, opening a session in the browser until the browser closes. */
    public Response opening(SecretValue secret, Response answer) {
        return answer.withHeader("Set-Cookie", sessionCookie + "=" + secret.reveal() + attributes);
    }

    /** The answer, making the browser forget its session. */
    public Response closing(Response answer) {
        return answer.withHeader("Set-Cookie", sessionCookie + "=; Max-Age=0" + attributes);
    }
}
