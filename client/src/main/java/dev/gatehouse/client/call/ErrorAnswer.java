package dev.gatehouse.client.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer that is an error, in whichever of the API's forms: {@code Error}, {@code StorageError}, or OAuth's.
 *
 * @param code of the catalogue, such as {@code ERR12015}, or an error of OAuth such as {@code invalid_grant}; may be empty
 * @param message the name of the entry, such as {@code SERVICE_NOT_FOUND}; may be empty
 * @param description what is wrong and what to do about it; may be empty
 * @param challenge which token would do (RFC 6750 section 3); may be empty
 * @param requestId names the request in the server's log; may be empty
 * @param body the whole answer; a missing node where it is not JSON
 */
record ErrorAnswer(
        int status,
        String code,
        String message,
        String description,
        @Nullable Duration retryAfter,
        String challenge,
        String requestId,
        JsonNode body) {
    static ErrorAnswer of(ApiReply reply) {
        JsonNode body = JsonCodec.tree(reply.body());
        String oauth = text(body, "error");
        String code = text(body, "code");
        return new ErrorAnswer(
                reply.status(),
                code.isEmpty() ? oauth : code,
                text(body, "message"),
                body.has("description") ? text(body, "description") : text(body, "error_description"),
                reply.header("Retry-After").map(ErrorAnswer::seconds).orElse(null),
                reply.header("WWW-Authenticate").orElse(""),
                reply.header("X-Request-Id").orElse(""),
                body);
    }

    /** What stands for an answer where there was none. @param reason why */
    static ErrorAnswer none(String reason) {
        return new ErrorAnswer(0, "", "", reason, null, "", "", MissingNode.getInstance());
    }

    private static String text(JsonNode body, String member) {
        return body.path(member).asString("");
    }

    private static @Nullable Duration seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }

    List<BodyViolation> violations() {
        return body.path("violations")
                .valueStream()
                .map(each -> new BodyViolation(text(each, "pointer"), text(each, "problem")))
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder().append(status);
        for (String part : new String[] {code, message}) {
            all.append(part.isEmpty() ? "" : " " + part);
        }
        all.append(description.isEmpty() ? "" : ": " + description);
        violations()
                .forEach(each ->
                        all.append("; ").append(each.pointer()).append(' ').append(each.problem()));
        return all.toString();
    }
}
