package dev.gatehouse.connector.http;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.ErrorEntry;

/** Every error a connector answers with; docs/connectors.md explains each. Codes never change their meaning. */
public enum ConnectorError implements ErrorEntry {
    CALLER_UNKNOWN("CON10002", 401, "This connector answers callers that show its token: %s."),
    ORIGIN_REFUSED("CON10005", 403, "Pages of %s may not call this connector."),
    INVALID_REQUEST_PATH(ErrorCode.INVALID_REQUEST_PATH, "There is nothing at %s; GET /ui shows what there is."),
    METHOD_NOT_ALLOWED(ErrorCode.METHOD_NOT_ALLOWED, "%s is not known at %s; use one of %s."),
    RUNTIME_EXCEPTION(ErrorCode.RUNTIME_EXCEPTION, "The connector failed; its log has the details under %s."),
    CONTENT_TYPE_MISMATCH(ErrorCode.CONTENT_TYPE_MISMATCH, "The Content-Type %s is not read here; send %s."),
    INVALID_JSON(ErrorCode.VALIDATOR_SCHEMA_INVALID_JSON, "The body is not JSON: line %s, column %s: %s."),
    INVALID_ARGUMENTS(ErrorCode.VALIDATOR_SCHEMA, "%s"),
    INVALID_FORM("CON11005", 400, "The form cannot be read: %s."),
    BODY_TOO_LARGE(ErrorCode.REQUEST_BODY_TOO_LARGE, "The body is larger than %s bytes."),
    SERVER_BUSY(ErrorCode.SERVER_BUSY, "The connector has %s and takes no more; try again."),
    REQUEST_TIMEOUT(ErrorCode.REQUEST_TIMEOUT, "The body did not go on for %s seconds."),
    HEADERS_TOO_LARGE(ErrorCode.REQUEST_HEADERS_TOO_LARGE, "The head is larger than %s bytes."),
    TARGET_TOO_LONG(ErrorCode.REQUEST_TARGET_TOO_LONG, "The request target is longer than %s bytes."),
    MALFORMED_REQUEST(ErrorCode.MALFORMED_REQUEST, "The request is not HTTP as it should be: %s."),
    NOT_CONNECTED("CON13001", 404, "%s is not connected to %s; they connect at %s."),
    RECONNECT_REQUIRED("CON13002", 403, "%s takes what %s connected with no longer; they connect again at %s."),
    TOKEN_RENEWED("CON13003", 503, "The token of %s was renewed while the content was on its way; send it again."),
    TOKEN_STORAGE_UNAVAILABLE("CON13004", 503, "The token storage cannot say how to reach %s at the moment: %s."),
    TOKEN_STORAGE_REFUSES("CON13005", 502, "The token storage refuses this connector: %s."),
    THIRD_PARTY_INVALID("CON20400", 400, "%s"),
    THIRD_PARTY_UNAUTHORIZED("CON20401", 403, "%s"),
    THIRD_PARTY_FORBIDDEN("CON20403", 403, "%s"),
    THIRD_PARTY_NOT_FOUND("CON20404", 404, "%s"),
    THIRD_PARTY_CONFLICT("CON20409", 409, "%s"),
    THIRD_PARTY_TOO_LARGE("CON20413", 413, "%s"),
    THIRD_PARTY_TOO_MANY_REQUESTS("CON20429", 429, "%s"),
    THIRD_PARTY_UNSUPPORTED("CON20501", 501, "%s"),
    THIRD_PARTY_BAD_ANSWER("CON20502", 502, "%s"),
    THIRD_PARTY_UNAVAILABLE("CON20503", 503, "%s"),
    THIRD_PARTY_TIMED_OUT("CON20504", 504, "%s"),
    THIRD_PARTY_OUT_OF_SPACE("CON20507", 507, "%s");

    private final String code;
    private final int status;
    private final String template;

    /** An error of the shared catalogue in a connector's words: the number and the status are the same. */
    ConnectorError(ErrorCode shared, String template) {
        this(shared.code().replaceFirst("ERR", "CON"), shared.status(), template);
    }

    ConnectorError(String code, int status, String template) {
        this.code = code;
        this.status = status;
        this.template = template;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String template() {
        return template;
    }
}
