package dev.gatehouse.vault.vendor;

import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds the error in what vendors answer, RFC 6749 or not. Names of members are plain ones. Stateless. */
final class VendorErrors {
    /** Where codes stand, the likeliest first. */
    private static final List<String> CODE_MEMBERS = List.of(
            "error", "code", "type", "errortype", "errorcode", "errcode", "errorid", "err", "reason", "name", "status");

    /** What a code such as {@code expired} is said of. */
    private static final Set<String> FIELD_MEMBERS = Set.of("field", "parameter", "param", "resource");

    /** Where people are told what is wrong. */
    private static final Predicate<String> TEXT_MEMBERS = Pattern.compile(
                    "error|.*(message|description|details?|msg|reason|string|title|hint)")
            .asMatchPredicate();

    /** Members of an answer that say what is wrong, and nothing else. */
    private static final Set<String> ERROR_MEMBERS = Set.of("error", "errors", "fault");

    /** In the field {@code WWW-Authenticate} (RFC 6750, section 3). */
    private static final Pattern CHALLENGE = Pattern.compile("\\berror=\"?([^\",\\s]+)");

    private static final int MAX_DEPTH = 3;
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_TEXT = 500;

    private VendorErrors() {}

    /** What the answer says is wrong; empty where it speaks of no error that can be told from others. */
    static Optional<VendorError> in(OutgoingAnswer answer) {
        return AnswerBody.members(answer)
                .map(VendorErrors::inMembers)
                .orElseGet(() -> inText(answer.body()).filter(VendorError::isKnown))
                .or(() -> inChallenge(answer));
    }

    private static Optional<VendorError> inMembers(JsonNode members) {
        List<VendorError> named = AnswerBody.named(members, ERROR_MEMBERS::contains)
                .filter(VendorErrors::tellsAnError)
                .flatMap(error -> codes(error, 0))
                .toList();
        if (AnswerBody.tokens(members).isPresent()) {
            return named.stream().filter(VendorError::isKnown).findFirst();
        }
        // What stands beside, such as a status, is a code only where it is one we know.
        List<VendorError> known = Stream.concat(named.stream(), codes(members, 0))
                .filter(VendorError::isKnown)
                .toList();
        return known.stream()
                .filter(VendorError::isConclusive)
                .findFirst()
                .or(() -> texts(members, 0)
                        .flatMap(text -> inPhrase(text).stream())
                        .findFirst())
                .or(() -> known.stream().findFirst())
                .or(() -> named.stream().findFirst());
    }

    private static Optional<VendorError> inChallenge(OutgoingAnswer answer) {
        return answer.header("www-authenticate")
                .map(CHALLENGE::matcher)
                .filter(Matcher::find)
                .map(found -> VendorError.of(found.group(1)))
                .filter(VendorError::isKnown);
    }

    /** {@code "error": false} says that there is none. */
    private static boolean tellsAnError(JsonNode member) {
        return member.isString() ? !member.asString().isBlank() : member.isContainer() && !member.isEmpty();
    }

    /** The codes in a text, an object or a list, as far as they can be told; in what is within, only known ones. */
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
        Stream<VendorError> said = CODE_MEMBERS.stream()
                .flatMap(name -> AnswerBody.named(node, name::equals))
                .flatMap(member -> codes(member, depth + 1));
        Stream<VendorError> within = node.valueStream()
                .filter(JsonNode::isContainer)
                .flatMap(member -> codes(member, depth + 1))
                .filter(VendorError::isKnown);
        return Stream.of(numbered(node), ofFields(node), said, within).flatMap(each -> each);
    }

    private static Stream<VendorError> numbered(JsonNode node) {
        return VendorError.numbered(node.path("type").asString(""), node.path("code")).stream();
    }

    private static Stream<VendorError> ofFields(JsonNode node) {
        String code = AnswerBody.text(node, "code").orElse("");
        return AnswerBody.texts(node, FIELD_MEMBERS::contains)
                .map(field -> VendorError.of(field + " " + code))
                .filter(VendorError::isKnown);
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
        return Stream.concat(
                AnswerBody.named(node, TEXT_MEMBERS).filter(JsonNode::isString).map(JsonNode::asString),
                node.valueStream().filter(JsonNode::isContainer).flatMap(member -> texts(member, depth + 1)));
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
                .or(() -> VendorError.inWords(text))
                .or(() -> Optional.of(VendorError.of(text)));
    }

    /** What a text for people says, which may be a code all the same. */
    private static Optional<VendorError> inPhrase(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        boolean single = text.strip().indexOf(' ') < 0;
        return Optional.of(VendorError.of(text))
                .filter(code -> single && code.isConclusive())
                .or(() -> VendorError.inWords(text));
    }
}
