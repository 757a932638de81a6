package dev.gatehouse.connectors.invenio.vendor;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a repository's refusal means. Both dialects answer {@code status}, {@code message} and {@code errors}. */
public final class RepositoryFailures {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_LENGTH = 300;
    private static final int MAX_COUNT = 20;

    private RepositoryFailures() {}

    static ConnectorException of(int status, byte[] body) {
        JsonNode error = parsed(body);
        Failure failure = kind(status, error.path("message").asString("").toLowerCase(Locale.ROOT));
        return new ConnectorException(failure, message(status, failure, error));
    }

    private static Failure kind(int status, String message) {
        return switch (status) {
            case 400, 422 -> ofBadRequest(message);
            case 401 -> Failure.UNAUTHORIZED;
            case 403 -> Failure.FORBIDDEN;
            case 404, 410 -> Failure.NOT_FOUND;
            case 405, 501 -> Failure.UNSUPPORTED;
            case 408, 504 -> Failure.TIMED_OUT;
            case 409, 412 -> Failure.CONFLICT;
            case 413 -> Failure.TOO_LARGE;
            case 429 -> Failure.TOO_MANY_REQUESTS;
            case 503 -> Failure.UNAVAILABLE;
            case 507 -> Failure.OUT_OF_SPACE;
            default -> Failure.BAD_ANSWER;
        };
    }

    /** Invenio says with 400, in words only, that a file is too large for it. */
    private static Failure ofBadRequest(String message) {
        if (message.contains("quota")) {
            return Failure.OUT_OF_SPACE;
        }
        return message.contains("size limit") ? Failure.TOO_LARGE : Failure.INVALID;
    }

    private static String message(int status, Failure failure, JsonNode error) {
        if (failure == Failure.UNAUTHORIZED) {
            return "The repository does not take the token any more: connect the account again, or use another token.";
        }
        String said = bounded(error.path("message").asString(""));
        String text = "The repository answered " + status + (said.isEmpty() ? "" : ": " + said);
        List<String> fields = fields(error.path("errors"));
        return failure == Failure.INVALID && !fields.isEmpty() ? text + " " + String.join("; ", fields) : text;
    }

    /** Each field with what is wrong with it. */
    public static List<String> fields(JsonNode errors) {
        List<String> all = new ArrayList<>();
        errors.valueStream().limit(MAX_COUNT).forEach(each -> {
            String field = each.path("field").asString("");
            String problem = each.has("messages")
                    ? String.join(
                            " ",
                            each.path("messages")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toList())
                    : each.path("message").asString("");
            all.add(field.isEmpty() ? bounded(problem) : "`" + bounded(field) + "`: " + bounded(problem));
        });
        return all;
    }

    private static String bounded(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
