package dev.gatehouse.vault.vendor;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads an answer's members whether they come as JSON or, as with some vendors, form-encoded. Stateless. */
final class AnswerBody {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern FORM = Pattern.compile("[^\\s<{]*");
    private static final Pattern TELLING = Pattern.compile("(^|.*&)(access_token|error)=.*");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]");

    /** What programs write where there is no token. */
    private static final Set<String> NO_TOKEN = Set.of("null", "none", "nil", "undefined", "false", "0");

    private AnswerBody() {}

    /** The members; empty where the body holds none, such as a page for people. */
    static Optional<JsonNode> members(OutgoingAnswer answer) {
        String body = withoutMark(answer.body()).strip();
        boolean form = answer.header("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        boolean looksLikeForm =
                FORM.matcher(body).matches() && TELLING.matcher(body).matches();
        return (form || looksLikeForm) && !body.startsWith("{") ? Optional.of(form(body)) : json(body);
    }

    /** Some write a byte order mark, which is none of JSON's characters (RFC 8259, section 8.1). */
    private static String withoutMark(String body) {
        return body.startsWith("\uFEFF") ? body.substring(1) : body;
    }

    /** The object that has the tokens: the answer, or with some vendors one in it, beside what they say of how it went. */
    static Optional<JsonNode> tokens(JsonNode members) {
        return Stream.concat(Stream.of(members), members.valueStream().filter(JsonNode::isObject))
                .filter(some -> token(some, "access_token").isPresent())
                .findFirst();
    }

    /** A token; empty too for what is written where there is none. */
    static Optional<String> token(JsonNode members, String name) {
        return named(members, plain(name)::equals)
                .filter(value -> value.isString() || value.isIntegralNumber())
                .map(JsonNode::asString)
                .filter(text -> !text.isBlank() && !NO_TOKEN.contains(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** A member's text, or how its number is written, a list as one text; empty where it is missing, blank, or made of others. */
    static Optional<String> text(JsonNode members, String name) {
        return texts(members, plain(name)::equals).findFirst();
    }

    /** The same of every member whose plain name is one of these. */
    static Stream<String> texts(JsonNode members, Predicate<String> plainName) {
        return named(members, plainName)
                .map(value -> value.isArray()
                        ? value.valueStream()
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(" "))
                        : value.isValueNode() && !value.isNull() ? value.asString() : "")
                .filter(text -> !text.isBlank());
    }

    /** Members by their {@link #plain} names. */
    static Stream<JsonNode> named(JsonNode members, Predicate<String> plainName) {
        return members.properties().stream()
                .filter(member -> plainName.test(plain(member.getKey())))
                .map(Map.Entry::getValue);
    }

    /** What {@code expires_in}, {@code expiresIn}, {@code Expires-In} and {@code .expiresIn} have in common. */
    static String plain(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** An object, whatever a vendor's program writes before or behind it. */
    private static Optional<JsonNode> json(String body) {
        int begin = body.indexOf('{');
        int end = body.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(body.substring(begin, end + 1)));
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
