package dev.gatehouse.oauth.session;

import java.net.URI;

/**
 * To whom browsers show our cookies: this host alone. Over https their names begin with {@code __Host-}, so that no other host
 * can set them (RFC 6265bis section 4.1.3.2).
 *
 * @param prefix of their names
 * @param attributes what follows the value
 */
record CookieScope(String prefix, String attributes) {
    static CookieScope of(URI issuer) {
        boolean secure = issuer.getScheme().equals("https");
        return new CookieScope(
                secure ? "__Host-" : "", "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }
}
