package dev.gatehouse.http.syntax;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The id and the secret of an Authorization header of the scheme Basic (RFC 7617). Immutable; its text form hides the secret. */
public record BasicCredentials(String clientId, String secret) {
    private static final String SCHEME = "Basic ";

    /**
     * The request's credentials, or null where it has none of this scheme.
     *
     * @throws ApiException ERR12136 where they are not encoded as they should be
     */
    public static @Nullable BasicCredentials of(MultiMap headers) {
        List<String> fields = headers.getAll(HeaderNames.AUTHORIZATION);
        if (fields.size() != 1 || !fields.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String text = decoded(fields.getFirst().substring(SCHEME.length()).strip());
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf('\0') >= 0) {
            throw malformed();
        }
        return new BasicCredentials(text.substring(0, colon), text.substring(colon + 1));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static ApiException malformed() {
        return ErrorCode.CLIENT_CREDENTIALS_WRONG.with("they are not the base64 of an id, a colon and a secret");
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + clientId + "]";
    }
}
