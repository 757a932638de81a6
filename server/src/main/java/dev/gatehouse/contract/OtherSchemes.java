package dev.gatehouse.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of operations that ask for credentials, but for none of OAuth 2 or OpenID Connect, such as an API key. */
public enum OtherSchemes {
    /** The document is refused. */
    REFUSE,
    /** They need the service's own scope for reading or writing, as where nothing is stated. */
    DERIVE,
    /** Any valid token is good for them. */
    IGNORE;

    /** The name in query parameters and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with that exact name. */
    public static Optional<OtherSchemes> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
