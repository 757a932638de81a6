package dev.gatehouse.access.issuers;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.settings.TrustedUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.Map;

/** Finds where an issuer has its keys: OpenID Connect Discovery section 4, else RFC 8414 section 3. Used by one thread. */
final class Discovery {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final String issuer;
    private final Downloads.Attempt attempt;

    Discovery(String issuer, Downloads.Attempt attempt) {
        this.issuer = issuer;
        this.attempt = attempt;
    }

    /** @throws IOException where the issuer does not tell, or tells of another issuer or an unsafe address */
    URI jwksUri() throws IOException {
        Map<String, Object> metadata = metadata();
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new IOException("its metadata is that of another issuer");
        }
        try {
            URI location = new URI(String.valueOf(metadata.get("jwks_uri")));
            if (isSafe(location)) {
                return location;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new IOException("its metadata has no jwks_uri that is an https URL");
    }

    /** A query is in order here. */
    private static boolean isSafe(URI location) throws URISyntaxException {
        return location.getHost() != null
                && TrustedUrl.isSafe(
                        new URI(location.getScheme(), null, location.getHost(), location.getPort(), "/", null, null))
                && location.getRawUserInfo() == null;
    }

    private Map<String, Object> metadata() throws IOException {
        URI base = URI.create(issuer);
        String path = base.getRawPath().replaceFirst("/$", "");
        try {
            return read(base.resolve(path + OPENID));
        } catch (Downloads.NotFound e) {
            return read(base.resolve(OAUTH + path));
        }
    }

    private Map<String, Object> read(URI location) throws IOException {
        try {
            return JSONObjectUtils.parse(attempt.get(location));
        } catch (ParseException e) {
            throw new IOException("its metadata at " + location + " is not a JSON object");
        }
    }
}
