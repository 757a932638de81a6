package dev.gatehouse.oauth.message;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers with RFC 6749 section 5.2 errors. */
public final class OAuthErrors {
    private static final String BASIC = "Basic realm=\"gatehouse\", charset=\"UTF-8\"";

    private OAuthErrors() {}

    /** The exception that ends a request with this error. */
    public static GeneralException refuse(ErrorObject error, @Nullable String description) {
        return new GeneralException(described(error, description));
    }

    /** RFC 6749 section 5.2 leaves out some characters, which what a caller sent may have. */
    private static ErrorObject described(ErrorObject error, @Nullable String description) {
        return error.setDescription(ErrorObject.removeIllegalChars(description));
    }

    public static Response of(ErrorObject error) {
        String body = new TokenErrorResponse(error).toJSONObject().toJSONString();
        int status = error.getHTTPStatusCode() == 0 ? 400 : error.getHTTPStatusCode();
        Response response = Response.of(status, Response.JSON, body.getBytes(StandardCharsets.UTF_8))
                .withHeader("Pragma", "no-cache");
        return switch (error) {
            case BearerTokenError bearer ->
                response.withHeader(
                        "WWW-Authenticate", bearer.setRealm("gatehouse").toWWWAuthenticateHeader());
            case ErrorObject other when status == 401 -> response.withHeader("WWW-Authenticate", BASIC);
            case ErrorObject other when status == 429 -> response.withHeader("Retry-After", "60");
            default -> response;
        };
    }

    /** An entry of the error catalogue, told in the words of RFC 6749. */
    public static Response of(ApiException error) {
        ErrorObject base = switch (error.code().status()) {
            case 429 -> new ErrorObject("slow_down");
            case 500 -> OAuth2Error.SERVER_ERROR;
            case 503 -> OAuth2Error.TEMPORARILY_UNAVAILABLE;
            default -> OAuth2Error.INVALID_REQUEST;
        };
        Response response = of(described(base, error.getMessage())
                .setHTTPStatusCode(error.code().status()));
        for (var header : error.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
