package dev.gatehouse.http.auth;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Route;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code WWW-Authenticate} field of 401 and 403 answers (RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470 section 3, RFC 9728
 * section 5.1). */
public final class Challenge {
    private static final String FIELD = "WWW-Authenticate";

    private static final String PROOF = "invalid_dpop_proof";
    private static final String ALGORITHMS = String.join(" ", SentProof.ALGORITHMS);

    private Challenge() {}

    /** The same error with its challenge, where it is one that a better token would mend and that has none yet. */
    public static ApiException addTo(ApiException error, Route route, String resourceMetadata) {
        if (error.headers().containsKey(FIELD)) {
            return error;
        }
        @Nullable
        String oauthError = switch (error.code()) {
            case ErrorCode.MISSING_AUTH_TOKEN, ErrorCode.CLIENT_CREDENTIALS_WRONG -> null;
            case ErrorCode.INVALID_AUTH_TOKEN, ErrorCode.AUTH_TOKEN_EXPIRED -> "invalid_token";
            case ErrorCode.INVALID_DPOP_PROOF -> PROOF;
            case ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH, ErrorCode.PERMISSION_DENIED, ErrorCode.ACCESS_CLOSED ->
                "insufficient_scope";
            default -> "";
        };
        if (oauthError != null && oauthError.isEmpty()) {
            return error;
        }
        List<String> scopes = error.code() == ErrorCode.PERMISSION_DENIED || error.code() == ErrorCode.ACCESS_CLOSED
                ? List.of("oauth.admin")
                : route.protection().anyScope();
        String field = field(oauthError, error.getMessage(), scopes, resourceMetadata);
        boolean basic = route.protection().clientCredentials() && error.code().status() == 401;
        return error.withHeader(FIELD, basic ? field + ", Basic realm=\"gatehouse\", charset=\"UTF-8\"" : field);
    }

    /**
     * The same 401 or 403 with a challenge for another resource than this server's API.
     *
     * @param scopes what a token would need; may be empty
     * @param resourceMetadata where the resource describes itself (RFC 9728 section 5.1)
     */
    public static ApiException forResource(ApiException error, Collection<String> scopes, String resourceMetadata) {
        @Nullable
        String oauthError = switch (error.code()) {
            case ErrorCode.MISSING_AUTH_TOKEN -> null;
            case ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH -> "insufficient_scope";
            case ErrorCode.INVALID_DPOP_PROOF -> PROOF;
            default -> "invalid_token";
        };
        return error.withHeader(FIELD, field(oauthError, error.getMessage(), scopes, resourceMetadata));
    }

    /**
     * The same 401 where the user has to sign in again for the resource (RFC 9470 section 3).
     *
     * @param maxAge how long ago that may be, in seconds
     */
    public static ApiException forFreshSignIn(
            ApiException error, long maxAge, Collection<String> scopes, String resourceMetadata) {
        String field = field("insufficient_user_authentication", error.getMessage(), scopes, resourceMetadata);
        return error.withHeader(FIELD, field + ", max_age=\"" + maxAge + "\"");
    }

    private static String field(
            @Nullable String oauthError, String description, Collection<String> scopes, String resourceMetadata) {
        boolean aboutProof = PROOF.equals(oauthError);
        StringBuilder field = new StringBuilder(aboutProof ? "DPoP" : "Bearer").append(" realm=\"gatehouse\"");
        if (oauthError != null) {
            append(field, "error", oauthError);
            append(field, "error_description", description);
        }
        if (!scopes.isEmpty()) {
            append(field, "scope", String.join(" ", scopes));
        }
        append(field, "resource_metadata", resourceMetadata);
        if (aboutProof) {
            append(field, "algs", ALGORITHMS);
        } else if (oauthError == null) {
            field.append(", DPoP algs=\"").append(ALGORITHMS).append('"'); // there are two ways to come with a token
        }
        return field.toString();
    }

    private static void append(StringBuilder field, String name, String value) {
        field.append(", ").append(name).append("=\"").append(quotable(value)).append('"');
    }

    /** RFC 6750 section 3 allows printable ASCII but for the quote and the backslash. */
    private static String quotable(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(c >= 0x20 && c <= 0x7E && c != '"' && c != '\\' ? c : '\'');
        }
        return text.toString();
    }
}
