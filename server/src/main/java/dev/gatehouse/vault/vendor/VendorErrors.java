package dev.gatehouse.vault.vendor;

import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds the error in what vendors answer, RFC 6749 or not. Stateless. */
final class VendorErrors {
    /** Where codes stand, the likeliest first. */
    private static final List<String> CODE_MEMBERS =
            List.of("error", "code", "type", "errorType", "error_code", "errorCode", "reason", "status");

    /** Where people are told what is wrong. */
    private static final List<String> TEXT_MEMBERS =
            List.of("error_description", "message", "error_message", "errorMessage", "detail", "description", "msg");

    /** Members of an answer that say what is wrong, and nothing else. */
    private static final List<String> ERROR_MEMBERS = List.of("error", "errors", "fault");

    private static final int MAX_DEPTH = 3;
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_TEXT = 500;

    private VendorErrors() {}

    /** What the answer says is wrong; empty where it speaks of no error that can be told from others. */
    static Optional<VendorError> in(OutgoingAnswer answer) {
        return AnswerBody.members(answer)
                .map(VendorErrors::inMembers)
                .orElseGet(() -> inText(answer.body()).filter(VendorError::isKnown));
    }

    private static Optional<VendorError> inMembers(JsonNode members) {
        List<JsonNode> errors = ERROR_MEMBERS.stream()
                .map(members::path)
                .filter(VendorErrors::tellsAnError)
                .toList();
        if (errors.isEmpty() && members.hasNonNull("access_token")) {
            return Optional.empty();
        }
        List<VendorError> named =
                errors.stream().flatMap(error -> codes(error, 0)).toList();
        // What stands beside the tokens' members, such as a status, is a code only where it is one we know.
        Stream<VendorError> beside = codes(members, 0).filter(VendorError::isKnown);
        Optional<VendorError> known = Stream.concat(named.stream(), beside)
                .filter(VendorError::isKnown)
                .findFirst();
        return known.filter(VendorError::isConclusive)
                .or(() -> texts(members, 0)
                        .flatMap(text -> inWords(text).stream())
                        .findFirst())
                .or(() -> known)
                .or(() -> named.stream().findFirst());
    }

    /** {@code "error": false} says that there is none. */
    private static boolean tellsAnError(JsonNode member) {
        return member.isString() ? !member.asString().isBlank() : member.isContainer() && !member.isEmpty();
    }

    /** The codes in a text, an object or a list, as far as they can be told. */
    private static Stream<VendorError> codes(JsonNode node, int depth) {
        if (node.isString()) {
            return inText(node.asString()).stream();
        }
        if (depth >= MAX_DEPTH) {
            return Stream.empty();
        }
        if (node.isArray()) {
            return node.valueStream().limit(MAX_ENTRIES).flatMap(entry -> codes(entry, depth + 1));
        }
        Stream<VendorError> numbered = VendorError.numbered(node.path("type").asString(""), node.path("code")).stream();
        return Stream.concat(
                numbered, CODE_MEMBERS.stream().map(node::path).flatMap(member -> codes(member, depth + 1)));
    }

    private static Stream<String> texts(JsonNode node, int depth) {
        if (node.isString()) {
            return Stream.of(node.asString());
        }
        if (depth >= MAX_DEPTH) {
            return Stream.empty();
        }
        if (node.isArray()) {
            return node.valueStream().limit(MAX_ENTRIES).flatMap(entry -> texts(entry, depth + 1));
        }
        return Stream.concat(ERROR_MEMBERS.stream(), TEXT_MEMBERS.stream())
                .map(node::path)
                .flatMap(member -> texts(member, depth + 1));
    }

    /** A code, or the first known one that a text names as a word of its own. */
    private static Optional<VendorError> inText(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(text), Stream.of(text.split("[^A-Za-z_]+")))
                .map(VendorError::of)
                .filter(VendorError::isKnown)
                .findFirst()
                .or(() -> inWords(text))
                .or(() -> Optional.of(VendorError.of(text)));
    }

    private static Optional<VendorError> inWords(String text) {
        return text.length() <= MAX_TEXT && VendorError.saysGrantIsOver(text)
                ? Optional.of(VendorError.IN_WORDS)
                : Optional.empty();
    }
}
