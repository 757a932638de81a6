package dev.gatehouse.access;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.ApiException;
import java.text.ParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what strangers present as a bearer token: a signed JWT, of which nothing is believed yet. Stateless. */
public final class SentToken {
    /** The compact serialization (RFC 7515 section 7.1); its parser passes over any other character. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private SentToken() {}

    /** @throws ApiException ERR10000 where it is none */
    public static SignedJWT parse(String text) {
        if (!COMPACT.matcher(text).matches()) {
            throw none();
        }
        try {
            return SignedJWT.parse(text);
        } catch (ParseException e) {
            throw none();
        }
    }

    /**
     * Who it says that made it; null where it does not.
     *
     * @throws ApiException ERR10000 where its claims cannot be read
     */
    public static @Nullable String issuer(SignedJWT token) {
        try {
            return token.getJWTClaimsSet().getIssuer();
        } catch (ParseException e) {
            throw none();
        }
    }

    private static ApiException none() {
        return JwtVerifier.invalid("it is not a signed JWT");
    }
}
