package dev.gatehouse.vault.vendor;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds the error code in what vendors answer, RFC 6749 or not. Stateless. */
final class VendorErrors {
    /** Codes of RFC 6749 and others seen, that mean: this grant is over. */
    private static final Set<String> DEAD = Set.of(
            "invalid_grant",
            "invalid_refresh_token",
            "bad_refresh_token",
            "refresh_token_expired",
            "expired_refresh_token",
            "expired_token",
            "token_expired",
            "token_revoked",
            "revoked_token",
            "bad_verification_code",
            "consent_required",
            "interaction_required");

    private static final Set<String> PASSING =
            Set.of("temporarily_unavailable", "server_error", "slow_down", "rate_limited", "too_many_requests");

    private static final Set<String> CLIENT =
            Set.of("invalid_client", "incorrect_client_credentials", "unauthorized_client", "invalid_client_id");

    private static final Pattern SHOWABLE = Pattern.compile("[a-z][a-z_]{2,39}");
    private static final String[] CODE_MEMBERS = {"error", "code", "type", "errorType", "error_code", "reason", "status"
    };
    private static final int DEEPEST = 3;
    private static final int MAX_PLAIN_TEXT = 200;

    private VendorErrors() {}

    static boolean isDead(String code) {
        return DEAD.contains(code);
    }

    static boolean isPassing(String code) {
        return PASSING.contains(code);
    }

    static boolean isAboutTheClient(String code) {
        return CLIENT.contains(code);
    }

    /**
     * The code in a JSON or form-encoded answer: {@code error} as text, or an object or list that holds one.
     *
     * @return in lower case; empty where the answer speaks of no error
     */
    static Optional<String> code(JsonNode answer) {
        JsonNode error = answer.has("error") ? answer.get("error") : answer.get("errors");
        return error == null || error.isNull() || error.isBoolean() ? Optional.empty() : code(error, 0);
    }

    private static Optional<String> code(JsonNode node, int depth) {
        if (node.isString()) {
            return Optional.of(normal(node.asString())).filter(text -> !text.isEmpty());
        }
        if (node.isArray() && !node.isEmpty() && depth < DEEPEST) {
            return code(node.get(0), depth + 1);
        }
        if (!node.isObject() || depth >= DEEPEST) {
            return Optional.empty();
        }
        Optional<String> first = Optional.empty();
        for (String member : CODE_MEMBERS) {
            Optional<String> found = node.has(member) ? code(node.get(member), depth + 1) : Optional.empty();
            if (found.filter(VendorErrors::isKnown).isPresent()) {
                return found;
            }
            first = first.or(() -> found);
        }
        return first;
    }

    /** A known code that a plain text names as a word of its own. */
    static Optional<String> codeInText(String text) {
        if (text.length() > MAX_PLAIN_TEXT) {
            return Optional.empty();
        }
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z_]+")) {
            if (isKnown(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(String code) {
        return isDead(code)
                || isPassing(code)
                || isAboutTheClient(code)
                || code.equals("invalid_request")
                || code.equals("unsupported_grant_type");
    }

    private static String normal(String code) {
        return code.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    /** The code as it may be shown: a vendor may repeat what we sent, so only what looks like a code is. */
    static String shown(String code, String... secrets) {
        if (isKnown(code)) {
            return code;
        }
        boolean fits = SHOWABLE.matcher(code).matches();
        for (String secret : secrets) {
            String lower = secret.toLowerCase(Locale.ROOT);
            fits &= lower.isEmpty() || !lower.contains(code) && !code.contains(lower);
        }
        return fits ? code : "an error of its own";
    }
}
