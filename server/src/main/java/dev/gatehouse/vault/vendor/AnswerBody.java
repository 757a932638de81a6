package dev.gatehouse.vault.vendor;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads an answer's members whether they come as JSON or, as with some vendors, form-encoded. Stateless. */
final class AnswerBody {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AnswerBody() {}

    /** The members; empty where the body holds none, such as a page for people. */
    static Optional<JsonNode> members(OutgoingAnswer answer) {
        String body = withoutMark(answer.body()).strip();
        if (body.startsWith("{")) {
            return json(body);
        }
        boolean form = answer.header("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        boolean looksLikeForm = body.startsWith("access_token=") || body.startsWith("error=");
        return form || looksLikeForm ? Optional.of(form(body)) : Optional.empty();
    }

    /** Some write a byte order mark, which is none of JSON's characters (RFC 8259, section 8.1). */
    private static String withoutMark(String body) {
        return body.startsWith("\uFEFF") ? body.substring(1) : body;
    }

    /** A member's text, or how its number is written; empty where it is missing, blank, or made of others. */
    static Optional<String> text(JsonNode members, String name) {
        JsonNode value = members.get(name);
        return value == null || !value.isValueNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asString()).filter(text -> !text.isBlank());
    }

    private static Optional<JsonNode> json(String body) {
        try {
            return Optional.of(MAPPER.readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonNode form(String body) {
        ObjectNode members = MAPPER.createObjectNode();
        for (Map.Entry<String, List<String>> parameter :
                URLUtils.parseParameters(body).entrySet()) {
            members.put(parameter.getKey(), parameter.getValue().getFirst());
        }
        return members;
    }
}
