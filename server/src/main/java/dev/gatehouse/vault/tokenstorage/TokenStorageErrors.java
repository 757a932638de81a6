package dev.gatehouse.vault.tokenstorage;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** How refusals are written in the form of the token storage. */
public final class TokenStorageErrors {
    private TokenStorageErrors() {}

    /** The form of all that is below a path. */
    public static ErrorForm below(String root) {
        return ErrorForm.of(root, TokenStorageErrors::of);
    }

    /** The same for one operation whose callers know what is not there by this name. */
    static ErrorForm naming(String missing) {
        return ErrorForm.of(null, error -> of(error, error.code().status() == 404 ? missing : nameOf(error)));
    }

    /** An error in the form of the token storage, with the code of our catalogue. */
    public static Response of(ApiException error) {
        return of(error, nameOf(error));
    }

    private static Response of(ApiException error, String name) {
        int status = error.code().status();
        Map<String, Object> members = new LinkedHashMap<>();
        if (error.code() == ErrorCode.CONNECTOR_EXISTS) {
            members.put("success", false);
            members.put("message", "ServiceExistsAlreadyError");
        }
        members.put("error", name);
        members.put("http_code", status);
        members.put("description", error.getMessage());
        members.put("code", error.code().code());
        members.putAll(error.members());
        Response response = Response.of(status, Response.JSON, Json.bytes(members));
        for (Map.Entry<String, String> header : error.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }

    private static String nameOf(ApiException error) {
        return switch (error.code().status()) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 408 -> "RequestTimeout";
            case 409 -> "Conflict";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 429 -> "TooManyRequests";
            case 502 -> "BadGateway";
            case 503 -> "ServiceUnavailable";
            default -> "InternalServerError";
        };
    }
}
