package dev.gatehouse.vault.vendor;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a vendor says is wrong, in one word. Immutable.
 *
 * @param code in lower case, its words joined by underscores
 */
record VendorError(String code) {
    /** Vendors that say it to people alone, see {@link #saysGrantIsOver}. */
    static final VendorError IN_WORDS = new VendorError("words_that_the_grant_is_over");

    /** Codes of RFC 6749, OpenID Connect and others seen, that mean: this grant is over. */
    private static final Set<String> DEAD = Set.of(
            IN_WORDS.code,
            "invalid_grant",
            "invalid_refresh_token",
            "bad_refresh_token",
            "unknown_refresh_token",
            "expired_refresh_token",
            "revoked_refresh_token",
            "refresh_token_expired",
            "refresh_token_revoked",
            "refresh_token_invalid",
            "refresh_token_not_found",
            "expired_token",
            "token_expired",
            "token_revoked",
            "revoked_token",
            "token_inactive",
            "inactive_token",
            "invalid_token",
            "bad_verification_code",
            "invalid_code",
            "expired_code",
            "code_expired",
            "access_denied",
            "authorization_revoked",
            "consent_required",
            "interaction_required",
            "login_required",
            "account_selection_required",
            "account_inactive",
            "session_expired",
            "invalid_auth",
            // Facebook's: the token, the session
            "oauth_exception_190",
            "oauth_exception_102");

    private static final Set<String> PASSING = Set.of(
            "temporarily_unavailable",
            "service_unavailable",
            "server_error",
            "internal_server_error",
            "backend_error",
            "slow_down",
            "rate_limited",
            "ratelimited",
            "rate_limit_exceeded",
            "request_limit_exceeded",
            "too_many_requests",
            "throttled",
            // Facebook's: unknown, service, and three kinds of limits
            "oauth_exception_1",
            "oauth_exception_2",
            "oauth_exception_4",
            "oauth_exception_17",
            "oauth_exception_341");

    private static final Set<String> CLIENT = Set.of(
            "invalid_client",
            "incorrect_client_credentials",
            "bad_client_credentials",
            "unauthorized_client",
            "invalid_client_id",
            "bad_client_id",
            "invalid_client_secret",
            "bad_client_secret",
            "client_not_found",
            "unknown_client");

    /** Known, but told in words more exactly by some. */
    private static final Set<String> REQUEST = Set.of("invalid_request", "unsupported_grant_type");

    /** Only what is said of the refresh token, the code or the person: words such as "token" stand in much else. */
    private static final Pattern OVER = Pattern.compile("(refresh[ _-]?token|authori[sz]ation code)\\b[^.,;]{0,30}"
            + "\\b(expired|revoked|invalid|not valid|not found|unknown|inactive|does not exist|used)\\b"
            + "|\\b(expired|revoked|invalid|unknown|bad|inactive)( or \\w+)? (refresh[ _-]?token|authori[sz]ation code)\\b"
            + "|\\b(user|person|owner)\\b[^.,;]{0,20}\\brevoked\\b"
            + "|\\b(access|consent|grant|authori[sz]ation) (has been|was|is) (revoked|withdrawn)\\b");

    private static final Pattern SHOWABLE = Pattern.compile("[a-z][a-z_]{2,39}");
    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    static VendorError of(String text) {
        String words = NEXT_WORD.matcher(text.strip()).replaceAll("_");
        return new VendorError(words.toLowerCase(Locale.ROOT).replaceAll("[ .-]", "_"));
    }

    /** Of vendors that number their errors, with a word that says whose numbers they are. */
    static Optional<VendorError> numbered(String type, JsonNode number) {
        return !type.isEmpty() && number.isIntegralNumber()
                ? Optional.of(new VendorError(of(type).code + "_" + number.asLong()))
                : Optional.empty();
    }

    /** Whether a text for people says that the refresh token or code is of no use any more. */
    static boolean saysGrantIsOver(String text) {
        return OVER.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    boolean isDead() {
        return DEAD.contains(code);
    }

    boolean isPassing() {
        return PASSING.contains(code);
    }

    boolean isAboutTheClient() {
        return CLIENT.contains(code);
    }

    /** Whether nothing that is said besides can make it more exact. */
    boolean isConclusive() {
        return isDead() || isPassing() || isAboutTheClient();
    }

    boolean isKnown() {
        return isConclusive() || REQUEST.contains(code);
    }

    /** The code as it may be shown: a vendor may repeat what we sent, so only what looks like a code is. */
    String shown(String... secrets) {
        if (isKnown()) {
            return code;
        }
        boolean fits = SHOWABLE.matcher(code).matches();
        for (String secret : secrets) {
            String alike = of(secret).code;
            fits &= alike.isEmpty() || !alike.contains(code) && !code.contains(alike);
        }
        return fits ? code : "an error of its own";
    }
}
